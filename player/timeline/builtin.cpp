// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/builtin.h"

#include <utility>

namespace madang {
namespace {

constexpr Colour k_white{255, 255, 255, 255};
constexpr Colour k_ink{24, 28, 36, 255};
constexpr Colour k_alarm_red{176, 0, 0, 255};  // 7.6:1 under white

Length percent(double value) {
  return {value, Length::Unit::percent};
}

Zone zone(const char* id, double top, double height, const char* playlist) {
  Zone made;
  made.id = {id};
  made.left = percent(0);
  made.width = percent(100);
  made.top = percent(top);
  made.height = percent(height);
  made.playlist = playlist;
  return made;
}

Playlist lone(const char* path, Item::What what) {
  Playlist made;
  made.path = path;
  made.mark.file = path;
  Item item;
  item.what = std::move(what);
  item.duration = Millis{8000};
  item.mark.file = path;
  made.items.push_back(std::move(item));
  return made;
}

TextItem text(LocalText words, double size) {
  TextItem item;
  item.text = std::move(words);
  item.style.size = percent(size);
  item.style.weight = Weight::bold;
  item.style.colour = k_white;
  return item;
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

}  // namespace

Document builtin_document(const Site& site) {
  Document document;

  Layout card;
  card.path = k_builtin_card;
  card.background = k_ink;
  card.zones = {zone("name", 22, 34, "builtin:card#name"), zone("clock", 56, 22, "builtin:card#clock")};
  document.layouts[card.path] = card;
  document.playlists["builtin:card#name"] = lone("builtin:card#name", text(card_name(site), 38));
  ClockItem clock;
  clock.show = ClockItem::Show::time;
  clock.style.size = percent(45);
  document.playlists["builtin:card#clock"] = lone("builtin:card#clock", clock);

  Layout alarm;
  alarm.path = k_builtin_alarm;
  alarm.background = k_alarm_red;
  alarm.zones = {zone("korean", 4, 54, "builtin:alarm#korean"),
                 zone("others", 58, 38, "builtin:alarm#others")};
  document.layouts[alarm.path] = alarm;
  document.playlists["builtin:alarm#korean"] = lone("builtin:alarm#korean", text(alarm_korean(), 32));
  TextItem others = text(alarm_others(), 30);
  others.languages = Languages::rotate;
  others.rotate_every = Millis{4000};
  document.playlists["builtin:alarm#others"] = lone("builtin:alarm#others", others);
  return document;
}

}  // namespace madang
