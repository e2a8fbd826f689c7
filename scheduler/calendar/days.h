// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <vector>

#include "scheduler/calendar/holidays.h"
#include "scheduler/calendar/lunar.h"
#include "scheduler/calendar/zone.h"

namespace madang {

/// The days around a stretch of time and what they are: worked out once and shared by all entries that ask.
/// What takes time (the moon, the law) is worked out when it is first asked for. Holds references: for the
/// length of one call, on one thread.
class Days {
 public:
  using Day = std::chrono::local_days;

  Days(const TimeZone& zone, const Holidays& holidays, Interval within);

  /// The days whose windows may meet `within`, and those of an exception that may cut into one of these.
  Day first() const { return first_; }
  Day last() const { return last_; }
  const Interval& within() const { return within_; }
  const TimeZone& zone() const { return zone_; }

  // Of a day from first() to last().

  int month_day(Day day) const { return month_days_[index(day)]; }
  bool contains(const LunarRange& range, Day day);
  bool is_holiday(HolidaySet set, Day day);

  /// Appends all instants whose wall time lies in [from, to), as TimeZone::to_utc gives them.
  void add_utc(LocalTime from, LocalTime to, std::vector<Interval>& found) const;

 private:
  size_t index(Day day) const { return static_cast<size_t>((day - first_).count()); }

  const TimeZone& zone_;
  const Holidays& holidays_;
  Interval within_;
  Day first_, last_;
  std::vector<TimeZone::Stretch> stretches_;
  std::vector<std::uint8_t> month_days_;
  struct OfMonth {
    std::uint16_t month;  ///< index into lunar_months_
    std::uint8_t day;     ///< from 1; 0 where nothing is known
  };
  std::vector<LunarMonth> lunar_months_;
  std::vector<OfMonth> lunar_;            // empty until asked for
  std::vector<std::uint8_t> holiday_[2];  // by set; empty until asked for
};

}  // namespace madang
