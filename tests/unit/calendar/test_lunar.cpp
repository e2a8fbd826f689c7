// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/lunar.h"

#include "tests/support/catch.h"
#include "tests/unit/calendar/data.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;
using std::chrono::days, std::chrono::local_days;

namespace {

std::vector<LunarMonth> months_of_the_table() {
  std::vector<LunarMonth> months;
  for (const std::string& line : calendar_lines("lunar-months-kr.txt")) {
    const LunarMonth month{day_of(line), 29, std::stoi(line.substr(16, 2)), line.ends_with('L')};
    if (!months.empty())
      months.back().length = static_cast<int>((month.first - months.back().first).count());
    months.push_back(month);
  }
  months.pop_back();  // its length is not known
  return months;
}

/// The days of the common calendar on which the range holds.
std::vector<std::string> days_in(const LunarRange& range, local_days from, local_days to) {
  std::vector<std::string> found;
  for (const LunarMonth& month : lunar_months(from, to)) {
    for (int n = 1; n <= month.length; ++n) {
      const local_days day = month.first + days{n - 1};
      if (from <= day && day <= to && contains(range, month, n))
        found.push_back(text_of(day));
    }
  }
  return found;
}

std::vector<std::string> days_in(const LunarRange& range, int year) {
  const std::chrono::year y{year};
  return days_in(range, local_days{y / 1 / 1}, local_days{y / 12 / 31});
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("every lunar month of 2014 to 2036 begins on the day of KASI's table") {
  const auto expected = months_of_the_table();
  REQUIRE(expected.size() > 280);
  const LunarMonth& last = expected.back();
  CHECK(lunar_months(expected.front().first, last.first + days{last.length - 1}) == expected);
}

TEST_CASE("what is asked for a day at a time agrees with what is asked for years") {
  for (const LunarMonth& month : months_of_the_table()) {
    for (const local_days day : {month.first, month.first + days{month.length - 1}}) {
      CAPTURE(text_of(day));
      CHECK(lunar_months(day, day) == std::vector{month});
    }
  }
}

TEST_CASE("Chuseok, and a range that runs over the year's end") {
  CHECK(days_in({{8, 14}, {8, 16}}, 2026) == List{"2026-09-24", "2026-09-25", "2026-09-26"});
  // The twelfth month before Seollal of 2026, 17 February, ends with its 29th.
  CHECK(days_in({{12, 30}, {1, 2}}, local_days{2026y / 2 / 1}, local_days{2026y / 2 / 28}) ==
        List{"2026-02-16", "2026-02-17", "2026-02-18"});
}

TEST_CASE("the 30th is the last day of a month of 29 days") {
  // The twelfth month before Seollal of 2026, 17 February, has 29 days.
  const LunarMonth month = lunar_months(local_days{2026y / 2 / 16}, local_days{2026y / 2 / 16}).at(0);
  REQUIRE(month.length == 29);
  CHECK(days_in({{12, 30}, {12, 30}}, 2026) == List{"2026-02-16"});
  CHECK(days_in({{12, 29}, {12, 29}}, 2026) == List{"2026-02-16"});
  // That of the year after has 30.
  CHECK(days_in({{12, 29}, {12, 29}}, 2027) == List{"2027-02-05"});
  CHECK(days_in({{12, 30}, {12, 30}}, 2027) == List{"2027-02-06"});
}

TEST_CASE("a leap month is meant only where it is said") {
  // 2025 had a sixth month from 25 June and a leap one from 25 July.
  CHECK(days_in({{6, 15}, {6, 15}}, 2025) == List{"2025-07-09"});
  CHECK(days_in({{6, 15, true}, {6, 15, true}}, 2025) == List{"2025-08-08"});
  CHECK(days_in({{6, 15, true}, {6, 15, true}}, 2026).empty());
  SECTION("but lies inside what goes over it") {
    CHECK(days_in({{6, 29}, {7, 1}}, 2025).size() == 2 + 29 + 1);
  }
}
