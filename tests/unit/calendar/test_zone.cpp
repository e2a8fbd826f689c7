// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/zone.h"

#include <random>

#include "tests/support/catch.h"
#include "tests/unit/calendar/local.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

TEST_CASE("an unknown zone is named in both languages") {
  for (const char* name : {"Asia/Seul", "", "../../etc/passwd", "zone.tab"}) {
    const auto found = TimeZone::find(name);
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().kind == ErrorKind::not_found);
    CHECK(found.error().message.ko.find(name) != std::string::npos);
  }
}

TEST_CASE("Seoul is nine hours ahead, and was ten in the summer of 1988") {
  const TimeZone seoul = zone("Asia/Seoul");
  CHECK(seoul.to_utc(local(2026, 11, 22, 15)) == utc("2026-11-22T06:00:00Z"));
  CHECK(seoul.to_local(utc("2026-11-22T06:00:00Z")) == local(2026, 11, 22, 15));
  CHECK(seoul.to_utc(local(1988, 7, 1, 15)) == utc("1988-07-01T05:00:00Z"));
}

TEST_CASE("London, spring: the wall goes from 01:00 to 02:00 on 2026-03-29") {
  const TimeZone london = zone("Europe/London");
  CHECK(london.to_utc(local(2026, 3, 29, 1, 30)) == utc("2026-03-29T01:00:00Z"));
  using List = std::vector<Interval>;
  SECTION("a start in the gap moves to its end") {
    CHECK(london.to_utc(local(2026, 3, 29, 1, 30), local(2026, 3, 29, 3)) ==
          List{between("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z")});
  }
  SECTION("an end in the gap moves to its begin") {
    CHECK(london.to_utc(local(2026, 3, 29, 0, 30), local(2026, 3, 29, 1, 30)) ==
          List{between("2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")});
  }
  SECTION("a window in the gap does not take place") {
    CHECK(london.to_utc(local(2026, 3, 29, 1, 15), local(2026, 3, 29, 1, 45)).empty());
  }
  SECTION("the day has 23 hours") {
    const auto day = london.to_utc(local(2026, 3, 29), local(2026, 3, 30));
    REQUIRE(day.size() == 1);
    CHECK(day[0].length() == 23h);
  }
}

TEST_CASE("New York, autumn: the hour from 01:00 comes twice on 2026-11-01") {
  const TimeZone york = zone("America/New_York");
  CHECK(york.to_utc(local(2026, 11, 1, 1, 30)) == utc("2026-11-01T05:30:00Z"));
  using List = std::vector<Interval>;
  CHECK(york.to_utc(local(2026, 11, 1, 1), local(2026, 11, 1, 2)) ==
        List{between("2026-11-01T05:00:00Z", "2026-11-01T07:00:00Z")});
  CHECK(york.to_utc(local(2026, 11, 1, 1, 15), local(2026, 11, 1, 1, 45)) ==
        List{between("2026-11-01T05:15:00Z", "2026-11-01T05:45:00Z"),
             between("2026-11-01T06:15:00Z", "2026-11-01T06:45:00Z")});
  CHECK(york.to_utc(local(2026, 11, 1), local(2026, 11, 2))[0].length() == 25h);
}

TEST_CASE("Apia had no 30 December 2011") {
  const TimeZone apia = zone("Pacific/Apia");
  CHECK(apia.to_utc(local(2011, 12, 30), local(2011, 12, 31)).empty());
  CHECK(apia.to_utc(local(2011, 12, 29, 22), local(2011, 12, 31, 2)) ==
        std::vector{between("2011-12-30T08:00:00Z", "2011-12-30T12:00:00Z")});
  CHECK(apia.to_local(utc("2011-12-30T10:00:00Z")) == local(2011, 12, 31));
}

TEST_CASE("a window is the instants whose wall time lies in it: against a walker by minutes") {
  const char* names[] = {"Europe/London", "America/New_York",  "Asia/Seoul",
                         "Pacific/Apia",  "America/Sao_Paulo", "Australia/Lord_Howe"};
  // Days around which something happens in each of them.
  const LocalTime days[] = {local(2011, 12, 30), local(2018, 11, 4), local(2018, 2, 18),
                            local(2026, 3, 29),  local(2026, 11, 1), local(2026, 4, 5)};
  std::mt19937 random(1);
  for (const char* name : names) {
    const TimeZone here = zone(name);
    for (const LocalTime day : days) {
      for (int i = 0; i < 4; ++i) {
        const LocalTime from = day + std::chrono::minutes{random() % 1800} - 6h;
        const LocalTime to = from + std::chrono::minutes{1 + random() % 1500};
        CAPTURE(name, from.time_since_epoch().count(), to.time_since_epoch().count());
        const auto windows = here.to_utc(from, to);
        const SysTime begin = SysTime{day.time_since_epoch()} - 48h;
        size_t wrong = 0;
        for (SysTime t = begin; t < begin + 120h; t += 1min) {
          const LocalTime wall = here.to_local(t);
          const bool inside = std::any_of(windows.begin(), windows.end(),
                                          [&](const Interval& each) { return each.contains(t); });
          if (inside != (from <= wall && wall < to))
            ++wrong;
        }
        CHECK(wrong == 0);
      }
    }
  }
}

TEST_CASE("times are read with an offset or on the site's wall") {
  const TimeZone seoul = zone("Asia/Seoul");
  const SysTime three = utc("2026-11-22T06:00:00Z");
  for (const char* text :
       {"2026-11-22T15:00:00+09:00", "2026-11-22T06:00Z", "2026-11-22T15:00", "2026-11-22 15:00:00"}) {
    CAPTURE(text);
    CHECK(parse_time(text, seoul).value() == three);
  }
  CHECK(parse_time("2026-11-22", seoul).value() == three - 15h);
  CHECK(parse_time("2026-03-29T01:30", zone("Europe/London")).value() == utc("2026-03-29T01:00:00Z"));
  for (const char* text :
       {"", "now", "15:00", "2026-02-30", "2026-11-22T25:00", "2026-11-22T15:00 KST", "2026-11-22+"}) {
    CAPTURE(text);
    CHECK(parse_time(text, seoul).error().kind == ErrorKind::invalid);
  }
}
