// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/load.h"
#include "tests/support/catch.h"
#include "tests/unit/yaml/samples.h"

using namespace madang;

namespace {

const Document& everything() {
  static const Document document = load_folder(test::samples() / "valid/everything").value().document.value();
  return document;
}

}  // namespace

TEST_CASE("the site is as written") {
  const Site& site = everything().site;
  CHECK(site.zone == "Asia/Seoul");
  CHECK(site.languages == std::vector<LanguageTag>{"ko", "en", "zh-Hans"});
  CHECK(site.colours.at("감귤") == Colour{255, 136, 0, 255});
  CHECK(site.colours.at("shade").a == 128);
  CHECK(site.fallback == Show{Show::Kind::layout, "layouts/entrance.yaml"});
  REQUIRE(site.screens.size() == 2);
  CHECK(site.screens[0].width_mm == 1210);
  CHECK(site.screens[0].viewing_distance_m == 4);
  CHECK(site.screens[0].groups == std::vector<GroupId>{{"gates"}, {"landscape"}});
  CHECK(site.screens[0].values.at("exit").in("en")->text == "Gate 1");
  CHECK(site.screens[1].resolution == Size{1080, 1920});
  CHECK(site.screens[0].rotation == Rotation::none);
  CHECK(site.screens[1].rotation == Rotation::quarter);
  CHECK(site.screens[1].width_mm == Approx(685));
}

TEST_CASE("the schedule is as written") {
  using namespace std::chrono;
  const auto& entries = everything().schedule.entries;
  REQUIRE(entries.size() == 4);
  CHECK(entries[0].when.days == std::vector<weekday>{Saturday, Sunday});
  CHECK(entries[0].when.times == std::vector<TimeRange>{{9h, 21h}});
  CHECK(entries[0].priority == 10);
  CHECK(entries[0].share == 3);
  CHECK(entries[0].at_least == AtLeast{5min, 1h});
  CHECK(entries[1].share == 1);
  CHECK_FALSE(entries[1].at_least);
  CHECK(entries[0].screens == std::vector<ScreenId>{{"gate-1"}, {"2"}});
  CHECK(entries[1].show.kind == Show::Kind::layout);
  CHECK(entries[1].when.dates.size() == 3);
  CHECK(entries[1].when.times == std::vector<TimeRange>{{22h, 2h}, {9h, 24h}});
  CHECK(entries[2].name == "2026");
  CHECK(entries[2].mark.line == 19);
  const When& market = entries[3].when;
  CHECK(market.market_days == MarketDays{{1, 6}, false});
  REQUIRE(market.lunar.size() == 4);
  CHECK(market.lunar[1] == LunarRange{{6, 15, true}, {6, 15, true}});
  CHECK(market.lunar[3] == LunarRange{{12, 30, false}, {1, 2, false}});
  CHECK(market.holidays == HolidaySet::kr);
  CHECK(market.recurrences ==
        std::vector<Recurrence>{{2026y / 9 / 2, std::nullopt, 0ms, "FREQ=MONTHLY;BYDAY=2SA"},
                                {2026y / 9 / 2, 9h, 90min, "FREQ=MINUTELY;INTERVAL=90;BYHOUR=9"}});
  REQUIRE(market.except.size() == 2);
  CHECK(market.except[0].holidays == HolidaySet::site);
  CHECK(market.except[0].times == std::vector<TimeRange>{{12h, 13h}});
  CHECK(market.except[1].recurrences[0].rule == "BYMONTHDAY=-1;FREQ=MONTHLY");
  const auto& holidays = everything().site.holidays;
  REQUIRE(holidays.size() == 2);
  CHECK(holidays[0].date == 2026y / 6 / 3);
  CHECK_FALSE(holidays[0].taken_back);
  CHECK(holidays[1].taken_back);
  CHECK(holidays[1].name.in("en")->text == "Christmas");
}

TEST_CASE("items are as written, and have the defaults they were promised") {
  const auto& items = everything().playlists.at("playlists/autumn.yaml").items;
  REQUIRE(items.size() == 22);
  const auto& text = std::get<TextItem>(items[0].what);
  CHECK(text.languages == Languages::rotate);
  CHECK(text.values.at("price") == "30,000");
  CHECK(text.style.font == "display");
  CHECK(text.style.colour == Colour{255, 248, 236, 255});
  CHECK(text.style.line_break == TextBreak::syllable);
  CHECK(items[0].duration == Millis(90'000));
  using namespace std::chrono;
  CHECK(items[0].valid == Validity{std::nullopt, 2026y / 11 / 30});
  CHECK(items[0].finish == 20s);
  CHECK(items[1].valid == Validity{2026y / 10 / 1, std::nullopt});
  CHECK(items[1].finish == 1min);
  CHECK(items[2].valid == Validity{});
  CHECK(items[2].finish == 0s);
  CHECK(items[0].transition == Transition{Transition::Kind::fade, Millis(400)});
  CHECK(items[0].mark.line == 5);
  CHECK(std::get<ImageItem>(items[1].what).fit == MediaFit::contain);
  CHECK_FALSE(items[2].duration.has_value());
  CHECK(items[2].transition == Transition{Transition::Kind::wipe, Millis(1000), Transition::Side::top});
  CHECK(std::get<VideoItem>(items[2].what).volume == 0.625);
  CHECK(std::get<VideoItem>(items[3].what).volume == 1);
  CHECK(items[3].duration == std::chrono::hours(1));
  CHECK(std::get<TickerItem>(items[4].what).speed == Length{-120, Length::Unit::pixels});
  CHECK(items[4].duration == Millis(8000));
  const auto& quantities = std::get<TextItem>(items[5].what);
  CHECK(quantities.values.at("price") == Value(Value::What(Money{{"30000"}, "KRW"})));
  CHECK(quantities.values.at("until") == Value(Value::What(std::chrono::year(2026) / 11 / 30)));
  CHECK(quantities.values.at("opens") == Value(Value::What(std::chrono::minutes(1080))));
  CHECK(quantities.values.at("count") == Value(Value::What(Number{"-1200.5"})));
  CHECK(quantities.values.at("shop") == Value("감귤 상회"));
  CHECK(quantities.style.direction == TextDirection::right_to_left);
  CHECK(quantities.style.writing == Writing::vertical);
  CHECK(std::get<ClockItem>(items[8].what).languages == std::vector<LanguageTag>{"ko", "en"});
  CHECK(std::get<QrItem>(items[9].what).level == QrItem::Level::quartile);
  CHECK(std::get<LayoutItem>(items[10].what).path == "layouts/payment.yaml");
  CHECK(items[10].transition == Transition{Transition::Kind::slide, Millis(600), Transition::Side::right});
}

TEST_CASE("a service's name becomes what a phone is to read, a payment's text stays as it is") {
  // That of the payment is the example of EMV QRCPS, merchant-presented mode, annex A.
  const auto& items = everything().playlists.at("playlists/autumn.yaml").items;
  const auto data = [&](size_t index) { return std::get<QrItem>(items.at(index).what).data; };
  CHECK(data(11) == "https://example.kr/가을");
  CHECK(data(12) == "https://zeropay.example/q/1");
  CHECK(data(13) ==
        "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST"
        " TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***"
        "0708A60086670902ME91320016A0112233449988770708123456786304A13A");
  CHECK(data(14) == "https://pf.kakao.com/_olleM");
  CHECK(data(15) == "https://map.naver.com/p/entry/place/11491438");
  CHECK(data(16) == "https://www.instagram.com/olle.market/");
  CHECK_FALSE(std::get<QrItem>(items.at(11).what).level.has_value());
}

TEST_CASE("a table has words by language, amounts where a column says so, and what is sold out") {
  using namespace std::chrono_literals;
  const auto& items = everything().playlists.at("playlists/autumn.yaml").items;
  const auto& table = std::get<TableItem>(items.at(17).what);
  REQUIRE(table.columns.size() == 4);
  CHECK(table.columns[0].title.in("zh-Hans")->text == "商品");
  CHECK(table.columns[0].width == 50.0);
  CHECK(table.columns[1].align == TableColumn::Align::decimal);
  CHECK(table.columns[2].title.empty());
  CHECK(table.columns[3].title.in("ko")->text == "비고");
  REQUIRE(table.rows.size() == 3);
  CHECK(std::get<LocalText>(table.rows[0].cells[0].what).in("en")->text == "Tangerines");
  CHECK(table.rows[0].cells[1] == TableCell{Value(Value::What(Money{{"30000"}, "KRW"}))});
  CHECK(table.rows[0].cells[3] == TableCell{LocalText{}});
  CHECK_FALSE(table.rows[0].sold_out);
  CHECK(table.rows[1].cells[1] == TableCell{Value(Value::What(Money{{"45000"}, "KRW"}))});
  CHECK(table.rows[1].cells[2] == TableCell{Value(Value::What(Number{"5"}))});
  CHECK(table.rows[1].sold_out);
  CHECK(std::get<LocalText>(table.rows[2].cells[1].what).in("ko")->text == "시가");
  CHECK(table.languages == std::vector<LanguageTag>{"ko", "en", "zh-Hans"});
  CHECK(table.every == 6s);
  CHECK(table.style.line_height == 1.8);
}

TEST_CASE(
    "a table is read from a CSV file with a mark, quotation marks and line ends in a field, and from Korean "
    "Excel's") {
  const auto& items = everything().playlists.at("playlists/autumn.yaml").items;
  const auto& utf8 = std::get<TableItem>(items.at(18).what);
  CHECK(utf8.csv == "media/menu.csv");
  REQUIRE(utf8.columns.size() == 2);
  CHECK(utf8.columns[0].title.in("ko")->text == "품목");
  REQUIRE(utf8.rows.size() == 2);
  CHECK(std::get<LocalText>(utf8.rows[0].cells[0].what).in("ko")->text == "감귤, 노지");
  CHECK(std::get<LocalText>(utf8.rows[0].cells[1].what).in("ko")->text == "30,000");
  CHECK_FALSE(utf8.rows[0].sold_out);
  CHECK(utf8.rows[1].sold_out);
  CHECK(utf8.languages == std::vector<LanguageTag>{"en", "ko"});

  const auto& cp949 = std::get<TableItem>(items.at(19).what);
  REQUIRE(cp949.rows.size() == 2);
  CHECK(std::get<LocalText>(cp949.rows[0].cells[0].what).in("ko")->text == "똠양꿍");
  CHECK(cp949.rows[0].cells[1] == TableCell{Value(Value::What(Money{{"8.5"}, "USD"}))});
  CHECK(cp949.columns[1].align == TableColumn::Align::end);
}

TEST_CASE("a countdown knows until when, by the wall's clock") {
  using namespace std::chrono_literals;
  const auto& items = everything().playlists.at("playlists/autumn.yaml").items;
  const auto& countdown = std::get<CountdownItem>(items.at(20).what);
  CHECK(countdown.day == 2026y / 12 / 31);
  CHECK(countdown.time == 18h);
  CHECK_FALSE(countdown.ends.has_value());
  CHECK(countdown.after.in("ko")->text == "끝났습니다");
  CHECK_FALSE(countdown.seconds);
  CHECK(std::get<CountdownItem>(items.at(21).what).seconds);
}

TEST_CASE("a text block does not end in an empty line") {
  const auto& items = everything().playlists.at("playlists/deep/notice.yaml").items;
  CHECK(std::get<TextItem>(items[2].what).text.versions[0].text == "10 kg\n30,000");
}

TEST_CASE("items written inside a zone become a playlist of its own") {
  const Document& document = everything();
  const Layout& layout = document.layouts.at("layouts/entrance.yaml");
  REQUIRE(layout.zones.size() == 3);
  CHECK(layout.zones[0].playlist == "playlists/autumn.yaml");
  CHECK(layout.zones[0].radius == Length{24, Length::Unit::pixels});
  CHECK(layout.zones[1].playlist == "layouts/entrance.yaml#side");
  CHECK(layout.zones[2].width == Length{100, Length::Unit::percent});
  CHECK(document.playlists.at("layouts/entrance.yaml#side").items.size() == 2);
  CHECK(document.playlists.at("layouts/entrance.yaml#foot").items.size() == 1);
}

TEST_CASE("alarm pages are found by their kind") {
  CHECK(everything().alarms.at("fire").show == Show{Show::Kind::layout, "layouts/payment.yaml"});
  CHECK(everything().alarms.at("earthquake").show.kind == Show::Kind::playlist);
  CHECK(everything().alarms.at("fire").sound == std::vector<AlarmSound>{{}, {"media/fire-ko.wav"}});
  CHECK(everything().alarms.at("earthquake").sound == std::vector<AlarmSound>{{}});
}

TEST_CASE("no screen sounds alarms unless the site says so") {
  CHECK(everything().site.screens[0].speaker);
  CHECK_FALSE(everything().site.screens[1].speaker);
}
