// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "scheduler/calendar/occurrences.h"
#include "tests/support/catch.h"
#include "tests/unit/calendar/data.h"
#include "tests/unit/calendar/local.h"

// What an entry may say of its days, and exceptions from it: by example, and against a walker that looks at
// every minute with tables of its own.
using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;
using std::chrono::days, std::chrono::local_days, std::chrono::weekday, std::chrono::year_month_day;
using List = std::vector<Interval>;

namespace {

/// The days in Seoul on which `when` begins, from..to (both inside), as days of the month of the first.
std::vector<unsigned> days_of(const When& when, year_month_day from, year_month_day to) {
  const TimeZone seoul = zone("Asia/Seoul");
  const Interval within{seoul.to_utc(LocalTime{local_days{from}}),
                        seoul.to_utc(LocalTime{local_days{to} + days{1}})};
  std::vector<unsigned> found;
  for (const Interval& each : occurrences(when, seoul, within)) {
    const year_month_day date{std::chrono::floor<days>(seoul.to_local(each.from))};
    found.push_back(static_cast<unsigned>(date.day()));
  }
  return found;
}

When market(std::vector<int> digits, bool also_31st = false) {
  When when;
  when.market_days = MarketDays{std::move(digits), also_31st};
  return when;
}

using Numbers = std::vector<unsigned>;

}  // namespace

TEST_CASE("a five-day market: days that end in two digits, the 31st where it is said") {
  CHECK(days_of(market({2, 7}), 2026y / 1 / 1, 2026y / 1 / 31) == Numbers{2, 7, 12, 17, 22, 27});
  CHECK(days_of(market({0, 5}), 2026y / 2 / 1, 2026y / 2 / 28) == Numbers{5, 10, 15, 20, 25});
  CHECK(days_of(market({1, 6}), 2026y / 1 / 1, 2026y / 1 / 31) == Numbers{1, 6, 11, 16, 21, 26});
  CHECK(days_of(market({1, 6}, true), 2026y / 1 / 1, 2026y / 1 / 31) == Numbers{1, 6, 11, 16, 21, 26, 31});
  CHECK(days_of(market({4, 9}, true), 2026y / 1 / 1, 2026y / 1 / 31) == Numbers{4, 9, 14, 19, 24, 29});
}

TEST_CASE("Chuseok by the moon, holidays by law, and both must hold") {
  When when;
  when.lunar = {{{8, 14}, {8, 16}}};
  CHECK(days_of(when, 2026y / 9 / 1, 2026y / 9 / 30) == Numbers{24, 25, 26});
  when.holidays = HolidaySet::site;
  CHECK(days_of(when, 2026y / 9 / 1, 2026y / 9 / 30).empty());
  when.lunar.clear();
  when.holidays = HolidaySet::kr;
  CHECK(days_of(when, 2026y / 10 / 1, 2026y / 10 / 31) == Numbers{3, 5, 9});
  when.days = {std::chrono::Monday};
  CHECK(days_of(when, 2026y / 10 / 1, 2026y / 10 / 31) == Numbers{5});
}

TEST_CASE("a rule of days is a condition like others, one with a time gives the windows") {
  const TimeZone seoul = zone("Asia/Seoul");
  const Interval week = between("2026-09-07T00:00:00+09:00", "2026-09-14T00:00:00+09:00");
  When when;
  when.recurrences = {{2026y / 9 / 2, std::nullopt, 0ms, "FREQ=MONTHLY;BYDAY=2SA"}};
  when.times = {{9h, 21h}};
  CHECK(occurrences(when, seoul, week) ==
        List{between("2026-09-12T09:00:00+09:00", "2026-09-12T21:00:00+09:00")});
  when.recurrences = {{2026y / 9 / 2, 20h, 2h, "FREQ=WEEKLY;BYDAY=SA,SU"}};
  SECTION("cut by the times") {
    CHECK(occurrences(when, seoul, week) ==
          List{between("2026-09-12T20:00:00+09:00", "2026-09-12T21:00:00+09:00"),
               between("2026-09-13T20:00:00+09:00", "2026-09-13T21:00:00+09:00")});
  }
  SECTION("whole without them, past midnight too") {
    when.times.clear();
    when.recurrences[0].time = 23h;
    when.days = {std::chrono::Sunday};
    CHECK(occurrences(when, seoul, week) ==
          List{between("2026-09-06T23:00:00+09:00", "2026-09-07T01:00:00+09:00"),
               between("2026-09-13T23:00:00+09:00", "2026-09-14T01:00:00+09:00")});
  }
}

TEST_CASE("an exception of days takes out their windows whole, one of times those times") {
  const TimeZone seoul = zone("Asia/Seoul");
  const Interval nights = between("2026-11-20T12:00:00+09:00", "2026-11-23T12:00:00+09:00");
  When when;
  when.times = {{22h, 2h}};
  When sunday;  // the 22nd
  sunday.days = {std::chrono::Sunday};
  when.except = {sunday};
  CHECK(occurrences(when, seoul, nights) ==
        List{between("2026-11-20T22:00:00+09:00", "2026-11-21T02:00:00+09:00"),
             between("2026-11-21T22:00:00+09:00", "2026-11-22T02:00:00+09:00")});
  SECTION("the hour after midnight belongs to the day before") {
    when.except[0].times = {{0h, 1h}};
    CHECK(occurrences(when, seoul, nights) ==
          List{between("2026-11-20T22:00:00+09:00", "2026-11-21T02:00:00+09:00"),
               between("2026-11-21T22:00:00+09:00", "2026-11-22T00:00:00+09:00"),
               between("2026-11-22T01:00:00+09:00", "2026-11-22T02:00:00+09:00"),
               between("2026-11-22T22:00:00+09:00", "2026-11-23T02:00:00+09:00")});
    SECTION("and what follows it knows its start whenever it is asked") {
      CHECK(occurrences(when, seoul, between("2026-11-22T01:59:00+09:00", "2026-11-22T01:59:30+09:00")) ==
            List{between("2026-11-22T01:00:00+09:00", "2026-11-22T02:00:00+09:00")});
    }
  }
}

TEST_CASE("market days but not on a holiday, and the site's own holidays") {
  When when = market({4, 5});
  When holiday;
  holiday.holidays = HolidaySet::kr;
  when.except = {holiday};
  // 24 and 25 September 2026 are Chuseok and the day before.
  CHECK(days_of(when, 2026y / 9 / 1, 2026y / 9 / 30) == Numbers{4, 5, 14, 15});
  const Interval may = between("2026-05-05T00:00:00+09:00", "2026-05-06T00:00:00+09:00");
  CHECK(occurrences(when, zone("Asia/Seoul"), may).empty());
  CHECK(occurrences(when, zone("Asia/Seoul"), may, Holidays({{2026y / 5 / 5, {}, true}})) == List{may});
}

namespace {

/// What the walker knows of days, from the tables of tests/data/calendar.
struct Tables {
  std::map<local_days, std::pair<int, bool>>
      moons;  ///< first day of a month: its number, whether it is a leap
  std::set<local_days> law;
};

Tables tables() {
  Tables made;
  for (const std::string& line : calendar_lines("lunar-months-kr.txt"))
    made.moons[day_of(line)] = {std::stoi(line.substr(16, 2)), line.ends_with('L')};
  for (const std::string& line : calendar_lines("holidays-kr.txt")) {
    if (line.substr(11, 4) != "site")
      made.law.insert(day_of(line));
  }
  return made;
}

/// Rules that a plain look can judge, with that look.
struct PlainRule {
  Recurrence rule;
  bool (*hits)(local_days);
};
const std::vector<PlainRule>& plain_rules() {
  static const std::vector<PlainRule> rules{
      {{2020y / 1 / 1, std::nullopt, 0ms, "FREQ=MONTHLY;BYDAY=2SA"},
       [](local_days day) {
         const auto number = static_cast<unsigned>(year_month_day{day}.day());
         return weekday{day} == std::chrono::Saturday && number > 7 && number <= 14;
       }},
      {{2020y / 1 / 1, std::nullopt, 0ms, "FREQ=DAILY;INTERVAL=3"},
       [](local_days day) { return (day - local_days{2020y / 1 / 1}).count() % 3 == 0; }},
      {{2020y / 1 / 1, 21h + 30min, 5h, "FREQ=WEEKLY;BYDAY=MO,WE,SA"},
       [](local_days day) {
         const unsigned n = weekday{day}.c_encoding();
         return n == 1 || n == 3 || n == 6;
       }},
  };
  return rules;
}

class Walker {
 public:
  Walker(const Tables& tables, const TimeZone& zone) : tables_(tables), zone_(zone) {}

  bool holds(const When& when, SysTime t) const {
    const LocalTime wall = zone_.to_local(t);
    const auto today = std::chrono::floor<days>(wall);
    for (const local_days day : {today - days{1}, today}) {
      if (is_day(when, day) && in_window(when, day, wall))
        return std::none_of(when.except.begin(), when.except.end(),
                            [&](const When& each) { return is_timed(each) && holds(each, t); });
    }
    return false;
  }

 private:
  static bool is_timed(const When& when) {
    return !when.times.empty() || (!when.recurrences.empty() && when.recurrences[0].time);
  }
  static bool in_hours(const When& when, local_days day, LocalTime wall) {
    return when.times.empty() ||
           std::any_of(when.times.begin(), when.times.end(), [&](const TimeRange& each) {
             const auto length = each.to > each.from ? each.to - each.from : each.to - each.from + 24h;
             const auto since = wall - (LocalTime{day} + each.from);
             return since >= 0ms && since < length;
           });
  }
  static bool hits(const Recurrence& rule, local_days day) {
    const auto found = std::find_if(plain_rules().begin(), plain_rules().end(),
                                    [&](const PlainRule& each) { return each.rule == rule; });
    return found->hits(day);
  }
  static bool in_window(const When& when, local_days day, LocalTime wall) {
    if (when.recurrences.empty() || !when.recurrences[0].time) {
      const auto since = wall - LocalTime{day};
      return when.times.empty() ? since >= 0ms && since < 24h : in_hours(when, day, wall);
    }
    const Recurrence& rule = when.recurrences[0];
    const auto since = wall - (LocalTime{day} + *rule.time);
    return since >= 0ms && since < rule.lasts &&
           (in_hours(when, day - days{1}, wall) || in_hours(when, day, wall) ||
            in_hours(when, day + days{1}, wall));
  }
  bool is_lunar(const LunarRange& range, local_days day) const {
    const auto next = tables_.moons.upper_bound(day);
    const auto month = std::prev(next);
    const auto number = [](int m, bool leap, int d) { return m * 100 + (leap ? 50 : 0) + d; };
    const int from = number(range.from.month, range.from.leap, range.from.day);
    const int to = number(range.to.month, range.to.leap, range.to.day);
    std::vector<int> names{static_cast<int>((day - month->first).count()) + 1};
    if (names[0] == 29 && next->first - month->first == days{29})
      names.push_back(30);
    return std::any_of(names.begin(), names.end(), [&](int n) {
      const int at = number(month->second.first, month->second.second, n);
      return from <= to ? from <= at && at <= to : from <= at || at <= to;
    });
  }
  bool is_day(const When& when, local_days day) const {
    const auto number = static_cast<int>(static_cast<unsigned>(year_month_day{day}.day()));
    const auto in_dates = [&](const DateRange& r) {
      return local_days{r.from} <= day && day <= local_days{r.to};
    };
    if (!when.dates.empty() && std::none_of(when.dates.begin(), when.dates.end(), in_dates))
      return false;
    if (!when.days.empty() && std::find(when.days.begin(), when.days.end(), weekday{day}) == when.days.end())
      return false;
    if (when.market_days) {
      const auto& digits = when.market_days->digits;
      if (std::find(digits.begin(), digits.end(), number % 10) == digits.end() ||
          (number == 31 && !when.market_days->also_31st))
        return false;
    }
    if (!when.lunar.empty() && std::none_of(when.lunar.begin(), when.lunar.end(),
                                            [&](const LunarRange& each) { return is_lunar(each, day); }))
      return false;
    if (when.holidays && (*when.holidays == HolidaySet::site || !tables_.law.contains(day)))
      return false;
    if (!when.recurrences.empty() && !hits(when.recurrences[0], day))
      return false;
    return std::none_of(when.except.begin(), when.except.end(),
                        [&](const When& each) { return !is_timed(each) && is_day(each, day); });
  }

  const Tables& tables_;
  const TimeZone& zone_;
};

When random_when(std::mt19937& random, local_days around, bool may_except) {
  When when;
  const auto one_in = [&](unsigned n) { return random() % n == 0; };
  if (one_in(3))
    when.dates = {
        {year_month_day{around - days{random() % 4}}, year_month_day{around + days{random() % 4}}},
        {year_month_day{around + days{random() % 3}}, year_month_day{around + days{1 + random() % 5}}}};
  if (one_in(4)) {
    for (unsigned n = 0; n < 4; ++n)
      when.days.emplace_back(static_cast<unsigned>(random() % 7));
  }
  if (one_in(4))
    when.market_days =
        MarketDays{{1, static_cast<int>(random() % 10), static_cast<int>(random() % 10)}, one_in(2)};
  if (one_in(5)) {
    const auto lunar_day = [&] {
      return LunarDay{static_cast<int>(random() % 12) + 1, static_cast<int>(random() % 30) + 1, false};
    };
    when.lunar = {{lunar_day(), lunar_day()}};
  }
  if (one_in(6))
    when.holidays = HolidaySet::kr;
  if (one_in(4))
    when.recurrences = {plain_rules()[random() % plain_rules().size()].rule};
  for (unsigned n = static_cast<unsigned>(random() % 3); n > 0; --n)
    when.times.push_back(
        {std::chrono::minutes{random() % 96 * 15}, std::chrono::minutes{random() % 97 * 15}});
  if (may_except && one_in(2)) {
    for (int n = 0; n < 2; ++n) {
      When each = random_when(random, around, false);
      if (each != When{})
        when.except.push_back(each);
    }
  }
  return when;
}

}  // namespace

TEST_CASE("all that is said, and exceptions from it: at every minute as a plain look has it") {
  const Tables known = tables();
  std::mt19937 random(17);
  // Around Seollal and Chuseok, a leap month's end, a month of 31 days, and changes of the clock.
  const struct {
    const char* zone;
    year_month_day around;
  } places[] = {{"Asia/Seoul", 2026y / 2 / 17},       {"Asia/Seoul", 2025y / 10 / 6},
                {"Asia/Seoul", 2025y / 8 / 22},       {"America/New_York", 2026y / 3 / 8},
                {"America/New_York", 2026y / 11 / 1}, {"Australia/Lord_Howe", 2026y / 4 / 5},
                {"Europe/London", 2026y / 10 / 25},   {"Asia/Seoul", 2026y / 5 / 31}};
  size_t held = 0, asked = 0;
  for (const auto& place : places) {
    const TimeZone here = zone(place.zone);
    const Walker walker(known, here);
    const local_days around{place.around};
    const Interval within{SysTime{LocalTime{around - days{2}}.time_since_epoch()},
                          SysTime{LocalTime{around + days{2}}.time_since_epoch()}};
    for (int i = 0; i < 40; ++i) {
      const When when = random_when(random, around, true);
      const List found = occurrences(when, here, within);
      CAPTURE(place.zone, i, when.dates.size(), when.days.size(), when.market_days.has_value(),
              when.lunar.size(), when.holidays.has_value(), when.recurrences.size(), when.times.size(),
              when.except.size());
      size_t wrong = 0;
      for (SysTime t = within.from; t < within.to; t += 5min) {
        const bool inside =
            std::any_of(found.begin(), found.end(), [&](const Interval& each) { return each.contains(t); });
        wrong += inside != walker.holds(when, t) ? 1 : 0;
        held += inside ? 1 : 0;
        ++asked;
      }
      CHECK(wrong == 0);
      CHECK(std::is_sorted(found.begin(), found.end(),
                           [](const Interval& a, const Interval& b) { return a.from < b.from; }));
    }
  }
  CHECK(held > asked / 20);  // the cases are not empty ones
}

TEST_CASE("an occurrence is the same whenever it is asked for, exceptions and all") {
  std::mt19937 random(23);
  const TimeZone here = zone("America/New_York");
  const local_days around{2026y / 11 / 1};
  const SysTime begin{LocalTime{around - days{6}}.time_since_epoch()};
  for (int i = 0; i < 60; ++i) {
    const When when = random_when(random, around, true);
    const List whole = occurrences(when, here, {begin, begin + days{12}});
    for (int n = 0; n < 20; ++n) {
      const SysTime from = begin + std::chrono::minutes{random() % (12 * 1440)};
      const Interval asked{from,
                           std::min(from + std::chrono::minutes{1 + random() % 2880}, begin + days{12})};
      List expected;
      std::copy_if(whole.begin(), whole.end(), std::back_inserter(expected),
                   [&](const Interval& each) { return each.from < asked.to && asked.from < each.to; });
      CAPTURE(i, to_iso8601(asked.from), to_iso8601(asked.to));
      CHECK(occurrences(when, here, asked) == expected);
    }
  }
}
