// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/when_words.h"

#include <algorithm>

#include "tests/support/catch.h"

using namespace madang;
using namespace madang::tool;
using namespace std::chrono_literals;

TEST_CASE("conditions are told as they are written") {
  When when;
  CHECK(conditions(when).empty());
  when.dates = {{2026y / 10 / 1, 2026y / 11 / 30}, {2026y / 12 / 24, 2026y / 12 / 24}};
  when.days = {std::chrono::Friday, std::chrono::Sunday};
  when.market_days = MarketDays{{1, 6}, true};
  when.lunar = {{{8, 14}, {8, 16}}, {{6, 15, true}, {6, 15, true}}};
  when.holidays = HolidaySet::kr;
  when.recurrences = {{2026y / 9 / 2, 9h, 20min, "FREQ=DAILY"}};
  when.times = {{9h, 24h}, {22h, 2h}};
  CHECK(conditions(when) ==
        "dates: 2026-10-01..2026-11-30, 2026-12-24; days: fri, sun; market-days: [1, 6] (31st: yes); "
        "lunar: 08-14..08-16, leap-06-15; holidays: kr; rrule: 2026-09-02T09:00 FREQ=DAILY; "
        "times: 09:00-24:00, 22:00-02:00");
  When except;
  except.holidays = HolidaySet::site;
  When only;
  only.except = {except};
  CHECK(conditions(only) == "except: (holidays: site)");
}

TEST_CASE("every public holiday has a name in both languages") {
  for (int year = 2014; year <= 2035; ++year) {
    for (const PublicHoliday& each : korean_holidays(std::chrono::year{year})) {
      const Bilingual name = holiday_name(each);
      CAPTURE(name.ko, name.en);
      CHECK(std::all_of(name.en.begin(), name.en.end(),
                        [](char c) { return static_cast<signed char>(c) > 0; }));
      CHECK(name.ko.find(each.name) == 0);
    }
  }
}

TEST_CASE("the end of a day is 24:00 of it") {
  const std::chrono::local_days day{2026y / 9 / 25};
  CHECK(clock_text(LocalTime{day}) == "00:00");
  CHECK(clock_text(LocalTime{day + std::chrono::days{1}}, day) == "24:00");
  CHECK(seconds_text(LocalTime{day} + 15h + 7s + 900ms) == "15:00:07");
  CHECK(day_text(day, Lang::ko) == "2026-09-25 (금)");
  CHECK(duration_text(26h + 3min + 499ms) == "26:03:00");
}
