// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/occurrences.h"

#include <algorithm>

namespace madang {
namespace {

using std::chrono::days, std::chrono::local_days, std::chrono::year_month_day, std::chrono::weekday;

bool applies_on(const When& when, local_days day) {
  const year_month_day date{day};
  const auto holds_date = [&](const DateRange& range) { return range.from <= date && date <= range.to; };
  const auto holds_day = [&](weekday each) { return each == weekday{day}; };
  return (when.dates.empty() || std::any_of(when.dates.begin(), when.dates.end(), holds_date)) &&
         (when.days.empty() || std::any_of(when.days.begin(), when.days.end(), holds_day));
}

}  // namespace

std::vector<Interval> occurrences(const When& when, const TimeZone& zone, Interval within) {
  std::vector<Interval> found;
  if (within.to <= within.from)
    return found;
  const std::vector<TimeRange> whole_day{TimeRange{}};
  const auto& times = when.times.empty() ? whole_day : when.times;
  // A window may have begun on the day before, and the wall's clock may have been set back over midnight.
  const auto first = std::chrono::floor<days>(zone.to_local(within.from)) - days{2};
  const auto last = std::chrono::floor<days>(zone.to_local(within.to)) + days{1};
  for (local_days day = first; day <= last; day += days{1}) {
    if (!applies_on(when, day))
      continue;
    for (const TimeRange& range : times) {
      const auto end = range.to <= range.from ? range.to + days{1} : range.to;
      for (const Interval& each : zone.to_utc(LocalTime{day} + range.from, LocalTime{day} + end)) {
        if (each.from < within.to && within.from < each.to)
          found.push_back(each);
      }
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Interval& a, const Interval& b) { return a.from < b.from; });
  return found;
}

}  // namespace madang
