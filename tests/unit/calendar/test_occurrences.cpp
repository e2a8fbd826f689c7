// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/occurrences.h"

#include "tests/support/catch.h"
#include "tests/unit/calendar/local.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;
using List = std::vector<Interval>;

namespace {

// Times below are written with Seoul's offset; the comparison is in UTC.
const Interval k_week =
    between("2026-11-16T00:00:00+09:00", "2026-11-23T00:00:00+09:00");  // Monday to Sunday

When at(TimeRange range) {
  When when;
  when.times = {range};
  return when;
}

}  // namespace

TEST_CASE("an entry that says nothing applies every day, anew at each midnight") {
  const auto found = occurrences({}, zone("Asia/Seoul"), k_week);
  REQUIRE(found.size() == 7);
  CHECK(found[0] == between("2026-11-16T00:00:00+09:00", "2026-11-17T00:00:00+09:00"));
  for (size_t i = 1; i < found.size(); ++i)
    CHECK(found[i].from == found[i - 1].to);
}

TEST_CASE("all that is said must hold: dates, days and times") {
  When when = at({9h, 21h});
  when.days = {std::chrono::Saturday, std::chrono::Sunday};
  when.dates = {{2026y / 11 / 1, 2026y / 11 / 21}};
  CHECK(occurrences(when, zone("Asia/Seoul"), k_week) ==
        List{between("2026-11-21T09:00:00+09:00", "2026-11-21T21:00:00+09:00")});
}

TEST_CASE("past midnight belongs to the day on which it starts") {
  When when = at({22h, 2h});
  when.days = {std::chrono::Friday};
  const auto night = between("2026-11-20T22:00:00+09:00", "2026-11-21T02:00:00+09:00");
  CHECK(occurrences(when, zone("Asia/Seoul"), k_week) == List{night});
  SECTION("asked at one in the morning, it still began at ten") {
    CHECK(occurrences(when, zone("Asia/Seoul"),
                      between("2026-11-21T01:00:00+09:00", "2026-11-21T03:00:00+09:00")) == List{night});
  }
  SECTION("at two it is over") {
    CHECK(occurrences(when, zone("Asia/Seoul"),
                      between("2026-11-21T02:00:00+09:00", "2026-11-21T03:00:00+09:00"))
              .empty());
  }
}

TEST_CASE("24:00 is the end of the day, and equal times are a whole day from there") {
  const Interval monday = between("2026-11-16T12:00:00+09:00", "2026-11-16T13:00:00+09:00");
  CHECK(occurrences(at({9h, 24h}), zone("Asia/Seoul"), monday) ==
        List{between("2026-11-16T09:00:00+09:00", "2026-11-17T00:00:00+09:00")});
  CHECK(occurrences(at({9h, 9h}), zone("Asia/Seoul"), monday) ==
        List{between("2026-11-16T09:00:00+09:00", "2026-11-17T09:00:00+09:00")});
}

TEST_CASE("where the clock changes, the wall's time counts") {
  SECTION("spring in London: 00:30-02:30 lasts an hour") {
    const auto found = occurrences(at({30min, 150min}), zone("Europe/London"),
                                   between("2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"));
    CHECK(found == List{between("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z")});
  }
  SECTION("autumn in New York: 01:30-02:30 takes place in both passes") {
    const auto found = occurrences(at({90min, 150min}), zone("America/New_York"),
                                   between("2026-11-01T04:00:00Z", "2026-11-01T12:00:00Z"));
    CHECK(found == List{between("2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z"),
                        between("2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z")});
  }
  SECTION("Apia: an entry for the day that never came does not apply") {
    When when;
    when.dates = {{2011y / 12 / 30, 2011y / 12 / 30}};
    CHECK(occurrences(when, zone("Pacific/Apia"), between("2011-12-28T00:00:00Z", "2012-01-02T00:00:00Z"))
              .empty());
  }
}

TEST_CASE("an interval without length meets nothing") {
  CHECK(occurrences({}, zone("Asia/Seoul"), {k_week.from, k_week.from}).empty());
  CHECK(occurrences({}, zone("Asia/Seoul"), {k_week.to, k_week.from}).empty());
}
