// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/builtin.h"

#include "player/timeline/plain_page.h"

namespace madang {
namespace {

constexpr Colour k_clear_green{0, 92, 52, 255};    // 8.1:1 under white
constexpr Colour k_band_yellow{255, 214, 0, 255};  // 12:1 under the ink

/// One text fills the band, in all scripts at once: nobody waits for his language to learn that it is a
/// drill.
void add_band(Document& document, const char* path, const char* words) {
  Layout band;
  band.path = path;
  band.background = k_band_yellow;
  const std::string playlist = std::string(path) + "#words";
  band.zones = {plain_zone("words", {0, 4, 100, 92}, playlist)};
  document.layouts[band.path] = band;
  TextItem item;
  item.text = {{{"ko", words}}};
  item.style.size = percent(86);
  item.style.weight = Weight::bold;
  item.style.colour = k_ink;
  add_lone(document, playlist, item);
}

LocalText card_name(const Site& site) {
  if (!site.name.empty())
    return site.name;
  return {{{"ko", "마당"}, {"en", "Madang"}}};
}

// "Emergency. Leave by the nearest exit, follow the staff." The first stays, the others take turns.
const LocalText& alarm_korean() {
  static const LocalText words{{{"ko", "비상 상황입니다\n가까운 출구로 대피하세요"}}};
  return words;
}

const LocalText& alarm_others() {
  static const LocalText words{{
      {"en", "EMERGENCY\nLeave by the nearest exit"},
      {"zh-Hans", "紧急情况\n请从最近的出口撤离"},
      {"ja", "緊急事態\n最寄りの出口から避難してください"},
      {"zh-Hant", "緊急情況\n請從最近的出口疏散"},
      {"vi", "KHẨN CẤP\nHãy ra lối thoát gần nhất"},
      {"th", "เหตุฉุกเฉิน\nโปรดออกทางออกที่ใกล้ที่สุด"},
      {"ru", "ТРЕВОГА\nВыходите через ближайший выход"},
      {"ar", "حالة طوارئ\nاخرجوا من أقرب مخرج"},
  }};
  return words;
}

// "It is over. You are safe." Korean's: the emergency has ended, you may use the market without worry.
const LocalText& clear_korean() {
  static const LocalText words{{{"ko", "상황이 끝났습니다\n안심하고 이용하세요"}}};
  return words;
}

const LocalText& clear_others() {
  static const LocalText words{{
      {"en", "ALL CLEAR\nIt is safe again"},
      {"zh-Hans", "警报解除\n现在安全了"},
      {"ja", "警報解除\n安全が確認されました"},
      {"zh-Hant", "警報解除\n現在安全了"},
      {"vi", "HẾT BÁO ĐỘNG\nĐã an toàn trở lại"},
      {"th", "เหตุการณ์สิ้นสุดแล้ว\nปลอดภัยแล้ว"},
      {"ru", "ОТБОЙ ТРЕВОГИ\nОпасности больше нет"},
      {"ar", "انتهت حالة الطوارئ\nالوضع آمن الآن"},
  }};
  return words;
}

/// Korean above and steady, the others below in turn.
void add_page(Document& document, const char* path, Colour ground, const LocalText& korean,
              const LocalText& others) {
  const std::string above = std::string(path) + "#korean", below = std::string(path) + "#others";
  Layout page;
  page.path = path;
  page.background = ground;
  page.zones = {plain_zone("korean", {0, 4, 100, 54}, above), plain_zone("others", {0, 58, 100, 38}, below)};
  document.layouts[page.path] = page;
  add_lone(document, above, plain_text(korean, 32));
  TextItem turning = plain_text(others, 30);
  turning.languages = Languages::rotate;
  turning.rotate_every = Millis{4000};
  add_lone(document, below, turning);
}

}  // namespace

Document builtin_document(const Site& site) {
  Document document;

  Layout card;
  card.path = k_builtin_card;
  card.background = k_ink;
  card.zones = {plain_zone("name", {0, 22, 100, 34}, "builtin:card#name"),
                plain_zone("clock", {0, 56, 100, 22}, "builtin:card#clock")};
  document.layouts[card.path] = card;
  add_lone(document, "builtin:card#name", plain_text(card_name(site), 38));
  ClockItem clock;
  clock.show = ClockItem::Show::time;
  clock.style.size = percent(45);
  add_lone(document, "builtin:card#clock", clock);

  add_page(document, k_builtin_alarm, k_alarm_red, alarm_korean(), alarm_others());
  add_page(document, k_builtin_all_clear, k_clear_green, clear_korean(), clear_others());
  add_band(document, k_builtin_drill, "훈련 · DRILL · 演习 · 訓練");
  add_band(document, k_builtin_test, "시험 · TEST · 测试 · テスト");
  return document;
}

}  // namespace madang
