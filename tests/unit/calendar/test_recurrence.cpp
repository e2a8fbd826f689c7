// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/recurrence.h"

#include <algorithm>
#include <array>
#include <random>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/unit/calendar/data.h"
#include "tests/unit/calendar/local.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

Recurrence at_nine(const std::string& start, std::string rule) {
  Recurrence made;
  made.start = std::chrono::year_month_day{
      day_of(start.substr(0, 4) + "-" + start.substr(4, 2) + "-" + start.substr(6, 2))};
  made.time = 9h;
  made.lasts = 1h;
  made.rule = std::move(rule);
  return made;
}

Recurrence on_days(std::chrono::year_month_day start, std::string rule) {
  return {start, std::nullopt, Millis{0}, std::move(rule)};
}

unsigned month_of(const std::string& name) {
  const std::array<const char*, 12> names{"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
  return static_cast<unsigned>(std::find(names.begin(), names.end(), name) - names.begin()) + 1;
}

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, by);)
    parts.push_back(part);
  return parts;
}

/// `= 1997 September 2-11;October 1,3` or `= 1997 September 2 09:00,12:00`, as the RFC prints them.
void add_printed(const std::string& line, std::vector<LocalTime>& expected) {
  const int year = std::stoi(line.substr(2, 4));
  for (const std::string& part : split(line.substr(7), ';')) {
    const auto words = split(part, ' ');
    const unsigned month = month_of(words.at(0));
    if (words.size() == 3) {
      for (const std::string& time : split(words[2], ','))
        expected.push_back(local(year, month, static_cast<unsigned>(std::stoi(words[1])),
                                 std::stoi(time.substr(0, 2)), std::stoi(time.substr(3, 2))));
      continue;
    }
    for (const std::string& day : split(words.at(1), ',')) {
      const size_t dash = day.find('-');
      const int first = std::stoi(day);
      const int last = dash == std::string::npos ? first : std::stoi(day.substr(dash + 1));
      for (int n = first; n <= last; ++n)
        expected.push_back(local(year, month, static_cast<unsigned>(n), 9));
    }
  }
}

struct Example {
  std::vector<Recurrence> rules;
  std::vector<LocalTime> expected;
  bool goes_on = false;
};

std::vector<Example> examples() {
  std::vector<Example> found(1);
  for (const std::string& line : calendar_lines("rfc5545-rrule.txt")) {
    if (line == "...") {
      found.back().goes_on = true;
    } else if (line[0] == '=') {
      add_printed(line, found.back().expected);
    } else {
      if (!found.back().expected.empty())
        found.emplace_back();
      found.back().rules.push_back(at_nine(line.substr(0, 15), line.substr(16)));
    }
  }
  return found;
}

}  // namespace

TEST_CASE("every example of RFC 5545 3.8.5.3 expands as printed there") {
  const TimeZone york = zone("America/New_York");
  const auto all = examples();
  CHECK(all.size() == 39);
  for (const Example& example : all) {
    const LocalTime end = example.goes_on ? example.expected.back() + 1min : local(2030, 1, 1);
    for (const Recurrence& rule : example.rules) {
      CAPTURE(rule.rule);
      CHECK(instances(rule, york, local(1990, 1, 1), end) == example.expected);
    }
  }
}

TEST_CASE("asked in the middle of its life a rule says what it says from the start") {
  const TimeZone york = zone("America/New_York");
  std::mt19937 random(3);
  for (const Example& example : examples()) {
    for (Recurrence rule : example.rules) {
      for (const bool is_date : {false, true}) {
        if (is_date) {
          if (rule.rule.find("BYHOUR") != std::string::npos ||
              rule.rule.find("LY;INTERVAL=3;U") != std::string::npos)
            continue;
          rule.time.reset();
        }
        const auto whole = instances(rule, york, local(1990, 1, 1), local(2000, 1, 1));
        for (int i = 0; i < 12; ++i) {
          const LocalTime from = local(1996, 10, 1) + std::chrono::minutes{random() % (3 * 365 * 1440)};
          const LocalTime to = from + std::chrono::minutes{random() % (60 * 1440)};
          std::vector<LocalTime> expected;
          std::copy_if(whole.begin(), whole.end(), std::back_inserter(expected),
                       [&](LocalTime t) { return from <= t && t < to; });
          CAPTURE(rule.rule, is_date, from.time_since_epoch().count());
          CHECK(instances(rule, york, from, to) == expected);
        }
      }
    }
  }
}

TEST_CASE("a start that the rule does not hit is no instance") {
  const auto found = instances(on_days(2026y / 9 / 2, "FREQ=MONTHLY;BYDAY=2SA"), zone("Asia/Seoul"),
                               local(2026, 1, 1), local(2026, 12, 1));
  CHECK(found == std::vector{local(2026, 9, 12), local(2026, 10, 10), local(2026, 11, 14)});
}

TEST_CASE("UNTIL: a date is that whole day, UTC is made a wall time") {
  const TimeZone seoul = zone("Asia/Seoul");
  Recurrence rule = at_nine("20260901", "FREQ=DAILY;UNTIL=20260903");
  CHECK(instances(rule, seoul, local(2026, 1, 1), local(2027, 1, 1)).size() == 3);
  rule.rule = "FREQ=DAILY;UNTIL=20260903T000000Z";  // 09:00 in Seoul
  CHECK(instances(rule, seoul, local(2026, 1, 1), local(2027, 1, 1)).size() == 3);
  rule.rule = "FREQ=DAILY;UNTIL=20260902T235959Z";
  CHECK(instances(rule, seoul, local(2026, 1, 1), local(2027, 1, 1)).size() == 2);
}

TEST_CASE("a rule by the minute keeps step over the years, and its work is that of the window") {
  const TimeZone seoul = zone("Asia/Seoul");
  const Recurrence rule = at_nine("19700101", "FREQ=MINUTELY;INTERVAL=7;BYHOUR=9;BYDAY=SU");
  const LocalTime from = local(2026, 11, 20), to = local(2026, 11, 24);
  std::vector<LocalTime> expected;
  for (LocalTime t = local(1970, 1, 1, 9); t < to; t += 7min) {
    if (t >= local(2026, 11, 22, 9) && t < local(2026, 11, 22, 10))
      expected.push_back(t);
  }
  CHECK(instances(rule, seoul, from, to) == expected);
  // A rule that never hits is found out within the window: a thousand of them are a matter of a moment.
  const Recurrence never = at_nine("19700101", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30");
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i)
    REQUIRE(instances(never, seoul, from, to).empty());
  CHECK(std::chrono::steady_clock::now() - began < 5s);
}

TEST_CASE("COUNT counts from the start, however late it is asked") {
  const Recurrence rule = at_nine("20200101", "FREQ=HOURLY;COUNT=30;BYMINUTE=0,30;BYHOUR=10");
  const auto found = instances(rule, zone("Asia/Seoul"), local(2020, 1, 15), local(2021, 1, 1));
  CHECK(found == std::vector{local(2020, 1, 15, 10), local(2020, 1, 15, 10, 30)});
}

TEST_CASE("what is no rule has no instances") {
  for (const char* text :
       {"", "FREQ=", "FREQ=SECONDLY", "FREQ=DAILY;BYDAY=XX", "BYDAY=MO", "FREQ=DAILY;BYMONTHDAY=99",
        "RSCALE=CHINESE;FREQ=YEARLY", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=1MO;BYMONTH=6", "FREQ=HOURLY"}) {
    CAPTURE(text);
    CHECK(instances(on_days(2026y / 1 / 1, text), zone("Asia/Seoul"), local(2026, 1, 1), local(2026, 3, 1))
              .empty());
  }
}
