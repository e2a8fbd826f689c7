// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/days.h"

#include <algorithm>

namespace madang {

using std::chrono::days;

namespace {

/// A window may have begun on the day before, and the wall's clock may have been set back over midnight;
/// an exception that cuts into such a window may have begun two days before that.
constexpr days k_before{4};
constexpr days k_after{3};

}  // namespace

Days::Days(const TimeZone& zone, const Holidays& holidays, Interval within)
    : zone_(zone),
      holidays_(holidays),
      within_(within),
      first_(std::chrono::floor<days>(zone.to_local(within.from)) - k_before),
      last_(std::chrono::floor<days>(zone.to_local(within.to)) + k_after),
      stretches_(zone.stretches({within.from - k_before - days{3}, within.to + k_after + days{3}})) {
  for (Day day = first_; day <= last_; day += days{1}) {
    const std::chrono::year_month_day date{day};
    month_days_.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(date.day())));
  }
}

bool Days::contains(const LunarRange& range, Day day) {
  if (lunar_.empty()) {
    lunar_.resize(month_days_.size(), OfMonth{0, 0});
    lunar_months_ = lunar_months(first_, last_);
    for (size_t i = 0; i < lunar_months_.size(); ++i) {
      const LunarMonth& month = lunar_months_[i];
      for (int n = 1; n <= month.length; ++n) {
        const Day each = month.first + days{n - 1};
        if (first_ <= each && each <= last_)
          lunar_[index(each)] = {static_cast<std::uint16_t>(i), static_cast<std::uint8_t>(n)};
      }
    }
  }
  const OfMonth& found = lunar_[index(day)];
  return found.day > 0 && madang::contains(range, lunar_months_[found.month], found.day);
}

bool Days::is_holiday(HolidaySet set, Day day) {
  std::vector<std::uint8_t>& flags = holiday_[static_cast<size_t>(set)];
  if (flags.empty()) {
    flags.resize(month_days_.size(), 0);
    for (const Day each : holidays_.between(set, first_, last_))
      flags[index(each)] = 1;
  }
  return flags[index(day)] != 0;
}

void Days::add_utc(LocalTime from, LocalTime to, std::vector<Interval>& found) const {
  const size_t begin = found.size();
  for (const TimeZone::Stretch& stretch : stretches_) {
    const Interval part{std::max(SysTime{from.time_since_epoch()} - stretch.offset, stretch.from),
                        std::min(SysTime{to.time_since_epoch()} - stretch.offset, stretch.to)};
    if (part.to <= part.from)
      continue;
    // What goes over a change of the clock without a jump of the wall is one.
    if (found.size() > begin && found.back().to == part.from)
      found.back().to = part.to;
    else
      found.push_back(part);
  }
}

}  // namespace madang
