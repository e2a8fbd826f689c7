// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/values.h"

#include "content-schema/yaml/nearest.h"
#include "content-schema/yaml/utf8.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::yaml;

TEST_CASE("durations") {
  CHECK(parse_duration("8s") == Millis(8000));
  CHECK(parse_duration("400ms") == Millis(400));
  CHECK(parse_duration("1m30s") == Millis(90'000));
  CHECK(parse_duration("1h") == Millis(3'600'000));
  CHECK(parse_duration("1.5s") == Millis(1500));
  for (const char* wrong :
       {"", "8", "s", "8 s", "8s ", "-8s", "30s1m", "8s8s", "8초", "1e3s", ".5s", "9999999999s"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_duration(wrong));
  }
}

TEST_CASE("lengths, sizes, distances and numbers") {
  CHECK(parse_length("12%") == Length{12, Length::Unit::percent});
  CHECK(parse_length("-120px") == Length{-120, Length::Unit::pixels});
  CHECK(parse_length("33.5")->value == Approx(33.5));
  for (const char* wrong : {"", "%", "px", "12 %", "12em", "--1", "1.", "0x10"})
    CHECK_FALSE(parse_length(wrong));
  CHECK(parse_size("1920x1080") == Size{1920, 1080});
  for (const char* wrong : {"1920", "1920*1080", "0x1", "x", "1x1x1", "1000000x1"})
    CHECK_FALSE(parse_size(wrong));
  CHECK(parse_distance_mm("121cm") == 1210);
  CHECK(parse_distance_mm("4m") == 4000);
  CHECK_FALSE(parse_distance_mm("4"));
  CHECK(parse_integer("-3") == -3);
  CHECK_FALSE(parse_integer("3.0"));
}

TEST_CASE("dates and times") {
  using namespace std::chrono;
  CHECK(parse_date_range("2026-10-01..2026-11-30") == DateRange{2026y / 10 / 1, 2026y / 11 / 30});
  CHECK(parse_date_range("2026-10-01") == DateRange{2026y / 10 / 1, 2026y / 10 / 1});
  CHECK_FALSE(parse_date("2026-02-30")->ok());
  for (const char* wrong :
       {"", "2026-1-1", "2026.10.01", "2026-10-01..", "..2026-10-01", "2026-10-01-2026-10-02"}) {
    CHECK_FALSE(parse_date_range(wrong));
  }
  CHECK(parse_time_range("22:00-02:00") == TimeRange{22h, 2h});
  CHECK(parse_time_range("9:30-24:00") == TimeRange{570min, 24h});
  for (const char* wrong :
       {"", "9-21", "24:00-25:00", "09:60-10:00", "09:00", "09:00~21:00", "24:01-25:00"}) {
    CHECK_FALSE(parse_time_range(wrong));
  }
  CHECK(parse_weekday("sun") == Sunday);
}

TEST_CASE("lunar days and starts") {
  CHECK(parse_lunar_range("08-15") == LunarRange{{8, 15}, {8, 15}});
  CHECK(parse_lunar_range("12-30..01-02") == LunarRange{{12, 30}, {1, 2}});
  CHECK(parse_lunar_range("leap-06-01..leap-06-30") == LunarRange{{6, 1, true}, {6, 30, true}});
  for (const char* wrong :
       {"", "8-15", "08/15", "08-15..", "..08-15", "2026-08-15", "leap-", "leap06-15", "08-1x"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_lunar_range(wrong));
  }
  CHECK(parse_start("2026-09-02")->time == std::nullopt);
  CHECK(parse_start("2026-09-02T09:30")->time == std::chrono::minutes{570});
  CHECK(parse_start("2026-09-02 09:30")->day == std::chrono::year_month_day{std::chrono::year{2026} / 9 / 2});
  for (const char* wrong :
       {"", "2026-09-2", "2026-09-02T", "2026-09-02T24:00", "2026-09-02T09:30Z", "2026-09-02x09:30"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_start(wrong));
  }
}

TEST_CASE("what a person wrote is turned into what to write") {
  CHECK(suggest_duration("8초") == "8s");
  CHECK(suggest_duration("1분 30초") == "1m30s");
  CHECK(suggest_duration("8") == "8s");
  CHECK(suggest_duration("soon").empty());
  CHECK(suggest_size("1920 × 1080") == "1920x1080");
  CHECK(suggest_date_range("2026.10.1 ~ 2026.11.30") == "2026-10-01..2026-11-30");
  CHECK(suggest_date_range("2026/10/01").find("2026-10-01") == 0);
  CHECK(suggest_date_range("10/1").empty());
  CHECK(suggest_time_range("9시~21시") == "09:00-21:00");
  CHECK(suggest_time_range("09:00 ~ 21:00") == "09:00-21:00");
  CHECK(suggest_time_range("09:00-24:30") == "09:00-00:30");
  CHECK(suggest_time_range("18시~26시") == "18:00-02:00");
  CHECK(suggest_time_range("9:30-18시") == "09:30-18:00");
  CHECK(suggest_time_range("25:00-26:00").empty());
  CHECK(suggest_time_range("09:00-21:75").empty());
  CHECK(suggest_day("토요일") == "sat");
  CHECK(suggest_day("Saturday") == "sat");
  CHECK(suggest_day("주말") == "weekend");
}

TEST_CASE("the nearest name is the one meant, and nothing is better than a guess") {
  const std::vector<std::string> keys{"duration", "colour", "size", "align"};
  CHECK(nearest("durration", keys) == "duration");
  CHECK(nearest("duratoin", keys) == "duration");
  CHECK(nearest("color", keys) == "colour");
  CHECK(nearest("Size", keys) == "size");
  CHECK(nearest("speed", keys).empty());
  CHECK(nearest("x", keys).empty());
  CHECK(edit_distance("ab", "ba", 5) == 1);
  const std::vector<std::string> paths{"playlists/welcome.yaml", "playlists/추석.yaml", "media/a.webp"};
  CHECK(nearest("playlists/chuseok.yaml", paths).empty());
  CHECK(nearest("playlist/welcome.yaml", paths) == "playlists/welcome.yaml");
  CHECK(nearest("a.webp", paths) == "media/a.webp");
}

TEST_CASE("UTF-8 is what RFC 3629 says") {
  for (const char* wrong : {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                            "\xF5\x80\x80\x80", "\xEA\xB0"}) {
    CHECK(find_invalid_utf8(wrong) == 0U);
  }
  CHECK_FALSE(find_invalid_utf8("감귤 🍊 é"));
  CHECK(count_characters("감귤🍊") == 3);
  CHECK(printable("a\x1b[31m\xFF") == "a\uFFFD[31m\uFFFD");
}

TEST_CASE("decomposed Hangul is composed, anything else is left alone") {
  CHECK(compose_hangul("\u1100\u1161\u11B7\u1100\u1172\u11AF.webp") == "감귤.webp");
  CHECK(compose_hangul("감귤 é\u0301") == "감귤 é\u0301");
  CHECK(compose_hangul("\u1100a\xFF") == "\u1100a\xFF");
}
