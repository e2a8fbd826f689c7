// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"

namespace madang {

/// Calendar days, both ends inside.
struct DateRange {
  std::chrono::year_month_day from;
  std::chrono::year_month_day to;
  friend bool operator==(const DateRange&, const DateRange&) = default;
};

/// Local wall-clock times of a day. `to` <= `from` runs past midnight and belongs to the day it starts on;
/// `24:00` is 1440 minutes.
struct TimeRange {
  std::chrono::minutes from{0};
  std::chrono::minutes to{1440};
  friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// The days of a five-day market: those of the month that end in these digits.
struct MarketDays {
  std::vector<int> digits;  ///< 0 to 9; 0 is the 10th, the 20th and the 30th
  bool also_31st = false;   ///< whether a 1 among them means the 31st too: a day after one that ends in 0
  friend bool operator==(const MarketDays&, const MarketDays&) = default;
};

/// A day of the Korean lunar calendar, in any year. Day 30 is the last day of its month, also of one of 29
/// days (a month's last day is what is kept, and a birthday of the 30th with it).
struct LunarDay {
  int month = 1;      ///< 1 to 12
  int day = 1;        ///< 1 to 30
  bool leap = false;  ///< of the leap month that follows the month of that number, and not of that month
  friend bool operator==(const LunarDay&, const LunarDay&) = default;
};

/// Both ends inside. `to` before `from` runs over the year's end. A leap month between the ends is inside;
/// one whose end is in a leap month has both in the same.
struct LunarRange {
  LunarDay from;
  LunarDay to;
  friend bool operator==(const LunarRange&, const LunarRange&) = default;
};

enum class HolidaySet {
  site,  ///< what site.yaml lists
  kr,    ///< the public holidays of Korea by law, and what site.yaml lists
};

/// RFC 5545 3.8.5.3. The rule is in the form that RFC has; times in it and `time` are the site's wall clock.
struct Recurrence {
  std::chrono::year_month_day start;
  std::optional<std::chrono::minutes> time;  ///< without it the instances are whole days
  Millis lasts{0};                           ///< of each instance, at most a day; 0 where they are days
  std::string rule;                          ///< FREQ=...
  friend bool operator==(const Recurrence&, const Recurrence&) = default;
};

/// When an entry applies: all that is said must hold; an empty list says nothing.
struct When {
  std::vector<DateRange> dates;  ///< any of them
  std::vector<std::chrono::weekday> days;
  std::optional<MarketDays> market_days;
  std::vector<LunarRange> lunar;  ///< any of them
  std::optional<HolidaySet> holidays;
  std::vector<Recurrence> recurrences;  ///< any of them
  std::vector<TimeRange> times;         ///< any of them; empty is the whole day
  /// None of these may hold. One that says days only takes out the windows that begin on its days, whole;
  /// one with times, or with instances that have a time, takes out those times. None has any of its own.
  std::vector<When> except;
  friend bool operator==(const When&, const When&) = default;
};

}  // namespace madang
