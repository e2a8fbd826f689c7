// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/unit/wire/samples.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;

const SysTime k_noon = parse_iso8601("2026-11-22T12:00:00.125+09:00").value();

TextStyle full_style() {
  TextStyle style;
  style.font = "display";
  style.weight = Weight::bold;
  style.size = Length{7.1, Length::Unit::percent};
  style.colour = {1, 2, 3, 4};
  style.align = Align::end;
  style.vertical_align = VerticalAlign::bottom;
  style.fit = TextFit::none;
  style.line_break = TextBreak::syllable;
  style.direction = TextDirection::right_to_left;
  style.writing = Writing::vertical;
  style.line_height = 0.1;
  style.padding = {12, Length::Unit::pixels};
  return style;
}

LocalText full_text() {
  return {{{"ko", "귤 \"10kg\"\n"}, {"en", "tangerines \\ \x01"}, {"ar", "برتقال"}}};
}

LiveStyle full_live_style() {
  return {LiveStyle::Stale::as_of,
          full_text(),
          {{"free", -1.5, 10, {1, 2, 3, 255}}, {"free", 10, std::nullopt, {}}}};
}

Item item(Item::What what) {
  Item made;
  made.what = std::move(what);
  made.duration = 8s;
  made.transition = {Transition::Kind::fade, 400ms};
  made.background = Colour{9, 8, 7, 255};
  made.valid = {2026y / 10 / 1, 2026y / 11 / 30};
  made.airs = Interval{k_noon, k_noon + 24h};
  made.finish = 20s;
  made.mark = {"playlists/a.yaml", 12, 3};
  return made;
}

Playlist full_playlist() {
  Playlist list;
  list.path = "playlists/a.yaml";
  list.name = "가을";
  list.items = {
      item(TextItem{full_text(),
                    {{"price", "30,000"},
                     {"number", Value(Value::What(Number{"1200.50"}))},
                     {"money", Value(Value::What(Money{{"-3"}, "USD"}))},
                     {"date", Value(Value::What(2026y / 11 / 30))},
                     {"time", Value(Value::What(1080min))},
                     {"free", Value(Value::What(LiveName{"parking.lot-a"}))}},
                    Languages::rotate,
                    4s,
                    full_style(),
                    full_live_style()}),
      item(ImageItem{"media/a.webp", MediaFit::contain}),
      item(VideoItem{"media/b.mp4", MediaFit::stretch, 0.6}),
      item(TickerItem{
          full_text(), {{"a/b~c", "1"}}, {-90, Length::Unit::pixels}, full_style(), full_live_style()}),
      item(ClockItem{ClockItem::Show::date_time, {"ko", "ja"}, 3s, full_style()}),
      item(QrItem{"https://example.org/?a=1", QrItem::Level::high, {1, 1, 1, 255}, {250, 250, 250, 255}}),
      item(LayoutItem{"layouts/a.yaml"}),
      item(TableItem{
          {{full_text(), TableColumn::Align::decimal, 33.5}, {{}, TableColumn::Align::end, std::nullopt}},
          {{{{full_text()}, {Value(Value::What(Money{{"12.5"}, "USD"}))}}, true},
           {{{LocalText{}}, {Value("1")}}, false}},
          "media/menu.csv",
          {"en", "ja"},
          6s,
          Colour{1, 2, 3, 255},
          Colour{4, 5, 6, 7},
          full_style()}),
      item(CountdownItem{2026y / 12 / 31,
                         1080min,
                         k_noon,
                         full_text(),
                         {{"price", "30,000"}},
                         full_text(),
                         false,
                         Languages::rotate,
                         7s,
                         full_style()}),
  };
  list.items[0].transition = {Transition::Kind::slide, 600ms, Transition::Side::bottom};
  list.items[1].transition = {Transition::Kind::wipe, 700ms, Transition::Side::left};
  list.items[2].duration.reset();
  list.mark = {"playlists/a.yaml", 1, 1};
  return list;
}

Document full_document() {
  const Show show{Show::Kind::layout, "layouts/a.yaml"};
  Document document;
  document.site.name = full_text();
  document.site.zone = "Europe/London";
  document.site.languages = {"ko", "en"};
  document.site.colours = {{"citrus", {255, 140, 0, 255}}};
  document.site.font = "display";
  document.site.fallback = show;
  Screen screen;
  screen.id = {"gate-1"};
  screen.name = full_text();
  screen.resolution = {1080, 1920};
  screen.width_mm = 698.4;
  screen.viewing_distance_m = 4;
  screen.groups = {{"gates"}, {"outside"}};
  screen.values = {{"gate", full_text()}};
  screen.mark = {"site.yaml", 20, 5};
  screen.rotation = Rotation::three_quarters;
  screen.speaker = true;
  document.site.holidays = {{2026y / 6 / 3, full_text(), true}};
  document.site.screens = {screen};
  document.site.mark = {"site.yaml", 1, 1};

  ScheduleEntry entry;
  entry.name = "야시장";
  entry.show = show;
  entry.when.dates = {{2026y / 11 / 1, 2026y / 12 / 31}};
  entry.when.days = {std::chrono::Sunday, std::chrono::Monday};
  entry.when.market_days = MarketDays{{1, 6}, true};
  entry.when.lunar = {{{12, 30, false}, {1, 2, false}}, {{6, 1, true}, {6, 30, true}}};
  entry.when.holidays = HolidaySet::kr;
  entry.when.recurrences = {{2026y / 9 / 2, 540min, 90min, "FREQ=MONTHLY;BYDAY=2SA"},
                            {2026y / 9 / 2, std::nullopt, 0ms, "FREQ=DAILY;INTERVAL=3"}};
  entry.when.times = {{22h, 2h}, {0min, 1440min}};
  entry.when.except = {entry.when};
  entry.priority = -3;
  entry.share = 4;
  entry.at_least = AtLeast{5min, 1h};
  entry.screens = {{"gate-1"}};
  entry.groups = {{"gates"}};
  entry.mark = {"schedule.yaml", 4, 3};
  document.schedule.entries = {entry};

  document.data = {{"parking",
                    "https://parking.example.kr/lots.csv",
                    DataSource::Format::csv,
                    30s,
                    3min,
                    2h,
                    {{"lot-a", {DataValue::Type::number, "/lots/0", "lot", "a", "free"}}},
                    DataValue{DataValue::Type::text, "/at", "lot", "b", "at"},
                    "Asia/Tokyo",
                    {"data.yaml", 4, 5}}};
  document.playlists = {{"playlists/a.yaml", full_playlist()}};
  Layout layout;
  layout.path = "layouts/a.yaml";
  layout.name = "세로";
  layout.canvas = {1080, 1920};
  layout.background = Colour{0, 0, 0, 128};
  Zone zone{{"main"},
            {1, Length::Unit::percent},
            {2, Length::Unit::pixels},
            {3, Length::Unit::percent},
            {4, Length::Unit::percent},
            5,
            "playlists/a.yaml",
            Colour{1, 1, 1, 1},
            {6, Length::Unit::percent},
            {"layouts/a.yaml", 7, 8}};
  layout.zones = {zone};
  layout.mark = {"layouts/a.yaml", 1, 1};
  document.layouts = {{"layouts/a.yaml", layout}};
  document.alarms = {{"fire", {"fire", show, {"alarms/fire.yaml", 1, 1}, {{}, {"media/fire.opus"}}}}};
  return document;
}

const MediaFacts k_clip{MediaFacts::Kind::video, {1920, 1080}, 12345ms};

}  // namespace

Programme full_programme() {
  const Show show{Show::Kind::layout, "layouts/a.yaml"};
  return {{"ab12"},
          {"gate-1"},
          full_document(),
          {{"media/b.mp4", {"/srv/b.mp4", k_clip}}},
          {k_noon, k_noon + 48h},
          {{{k_noon - 3h, k_noon + 48h}, {{show, 8s, "야시장", 3, 0.25}, {{}, 1ms, "", 1, 0}}}}};
}

AlarmState full_alarm_state() {
  return {{{{"incident-1"}, "fire", "gateway-1", ~std::uint64_t{0}, k_noon},
           {{"incident-2"},
            "earthquake",
            "staff",
            2,
            k_noon + 1ms,
            Exercise::drill,
            Origin::external,
            true,
            k_noon + 1h,
            30min,
            "김시장",
            {{"ko", "지진", "엎드리세요"}},
            "나동"}},
          AllClear{Exercise::test, k_noon + 2h, "김시장"}};
}

Manifest full_manifest() {
  return {k_noon,
          {{"media/b.mp4", 1ull << 40, sha256(as_bytes("b")), k_clip},
           {"site.yaml", 0, sha256({}), std::nullopt}}};
}

Heartbeat full_heartbeat() {
  return {{"gate-1"},
          {"ab12"},
          k_noon - 2s,
          Fetching{{"cd34"}, 1ull << 33, 5},
          "playlists/a.yaml:12",
          k_noon,
          k_noon + 1s,
          true,
          {{"incident-1"}},
          {say("디스크가 거의 찼습니다", "disk nearly full")},
          StoreUse{1ull << 40, 4096, 1 << 20}};
}

Presented full_presented() {
  return {k_noon,
          k_noon + 3ms,
          1ull << 40,
          {"ab12"},
          {{{"playlists/a.yaml", 4, 5}, "media/b.mp4", k_noon - 1s, 1s, 967ms, 0.5},
           {{"layouts/a.yaml", 7, 1}, "", k_noon, 0ms, std::nullopt, 1}},
          {{"incident-1"}}};
}

LiveValues full_live_values() {
  return {{"parking.lot-a", {Value(Value::What(Number{"37"})), k_noon, 3min, 2h}},
          {"weather.sky", {Value("맑음"), k_noon - 5min, 0ms, 1h}}};
}

PlayerReport full_report() {
  return {{"ab12"},
          "playlists/a.yaml:12",
          k_noon,
          123456789012ull,
          {say("글꼴이 없습니다", "a font is missing")}};
}

}  // namespace madang::test
