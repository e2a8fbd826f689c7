// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/holidays.h"

#include <algorithm>

#include "scheduler/calendar/korean_holidays.h"
#include "tests/support/catch.h"
#include "tests/unit/calendar/data.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;
using std::chrono::local_days;

namespace {

std::vector<std::string> by_rule(int year) {
  std::vector<std::string> lines;
  for (const PublicHoliday& each : korean_holidays(std::chrono::year{year}))
    lines.push_back(text_of(each.day) + (each.substitute ? " substitute" : " law"));
  std::sort(lines.begin(), lines.end());
  return lines;
}

bool is(const Holidays& holidays, HolidaySet set, std::chrono::year_month_day date) {
  const local_days day{date};
  return holidays.between(set, day, day) == std::vector{day};
}

}  // namespace

TEST_CASE("the public holidays of 2020 to 2030 are those of the published tables") {
  for (int year = 2020; year <= 2030; ++year) {
    std::vector<std::string> expected;
    for (const std::string& line : calendar_lines("holidays-kr.txt")) {
      const size_t kind_end = line.find(' ', 11);
      if (line.starts_with(std::to_string(year)) && line.substr(11, 4) != "site")
        expected.push_back(line.substr(0, kind_end));
    }
    std::sort(expected.begin(), expected.end());
    CAPTURE(year);
    CHECK(by_rule(year) == expected);
  }
}

TEST_CASE("each holiday has the name that the table gives it") {
  for (const std::string& line : calendar_lines("holidays-kr.txt")) {
    if (line.substr(11, 3) != "law")
      continue;
    const auto all = korean_holidays(std::chrono::year_month_day{day_of(line)}.year());
    CAPTURE(line);
    CHECK(std::any_of(all.begin(), all.end(), [&](const PublicHoliday& each) {
      return each.day == day_of(line) && each.name == line.substr(15);
    }));
  }
}

TEST_CASE("with what the site lists, the days are those of the published tables") {
  std::vector<Holiday> of_the_site;
  std::vector<local_days> expected;
  for (const std::string& line : calendar_lines("holidays-kr.txt")) {
    if (line.substr(11, 4) == "site")
      of_the_site.push_back({std::chrono::year_month_day{day_of(line)}, {}, false});
    if (expected.empty() || expected.back() != day_of(line))
      expected.push_back(day_of(line));
  }
  REQUIRE(of_the_site.size() == 5);
  const Holidays holidays(of_the_site);
  CHECK(holidays.between(HolidaySet::kr, local_days{2020y / 1 / 1}, local_days{2030y / 12 / 31}) == expected);
  CHECK(holidays.between(HolidaySet::site, local_days{2020y / 1 / 1}, local_days{2030y / 12 / 31}).size() ==
        5);
}

TEST_CASE("a site takes a holiday back, and has its own") {
  const Holidays holidays({{2026y / 5 / 5, {}, true}, {2026y / 9 / 12, {}, false}});
  CHECK_FALSE(is(holidays, HolidaySet::kr, 2026y / 5 / 5));
  CHECK(is(Holidays(), HolidaySet::kr, 2026y / 5 / 5));
  CHECK(is(holidays, HolidaySet::kr, 2026y / 9 / 12));
  CHECK(is(holidays, HolidaySet::site, 2026y / 9 / 12));
  CHECK_FALSE(is(holidays, HolidaySet::site, 2026y / 1 / 1));
}

TEST_CASE("two substitutes that meet take two days, and one day lost is one substitute") {
  // 2036: the day before Chuseok is also 3 October, a Friday; Sunday the 5th is the day after Chuseok.
  const auto lines = by_rule(2036);
  CHECK(std::count(lines.begin(), lines.end(), "2036-10-06 substitute") == 1);
  CHECK(std::count(lines.begin(), lines.end(), "2036-10-07 substitute") == 1);
  // 2025: Children's Day and Buddha's Birthday on one Monday.
  const auto before = by_rule(2025);
  CHECK(std::count(before.begin(), before.end(), "2025-05-06 substitute") == 1);
  CHECK(std::count(before.begin(), before.end(), "2025-05-07 substitute") == 0);
}

TEST_CASE("each rule from the year in which it came into force") {
  const auto has = [](int year, const char* line) {
    const auto lines = by_rule(year);
    return std::find(lines.begin(), lines.end(), line) != lines.end();
  };
  CHECK(by_rule(2013).empty());
  CHECK(has(2014, "2014-09-10 substitute"));        // Chuseok, the first of all
  CHECK(has(2018, "2018-05-07 substitute"));        // Children's Day on a Saturday
  CHECK_FALSE(has(2020, "2020-08-17 substitute"));  // 15 August on a Saturday, a year too early
  CHECK(has(2021, "2021-08-16 substitute"));
  CHECK_FALSE(has(2021, "2021-12-27 substitute"));  // Christmas on a Saturday
  CHECK(has(2027, "2027-12-27 substitute"));
  CHECK_FALSE(has(2025, "2025-07-17 law"));
  CHECK(has(2026, "2026-07-17 law"));
  CHECK(has(2018, "2018-06-13 law"));  // local elections, a week later because of 6 June
}
