// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/holidays.h"

#include "scheduler/calendar/korean_holidays.h"

namespace madang {

using std::chrono::local_days, std::chrono::years, std::chrono::year_month_day;

Holidays::Holidays(const std::vector<Holiday>& of_the_site) {
  for (const Holiday& each : of_the_site)
    (each.taken_back ? taken_back_ : announced_).insert(local_days{each.date});
}

std::vector<local_days> Holidays::between(HolidaySet set, local_days from, local_days to) const {
  std::set<local_days> found(announced_.lower_bound(from), announced_.upper_bound(to));
  if (set == HolidaySet::kr) {
    for (auto year = year_month_day{from}.year(); year <= year_month_day{to}.year(); year += years{1}) {
      for (const PublicHoliday& each : korean_holidays(year)) {
        if (from <= each.day && each.day <= to && !taken_back_.contains(each.day))
          found.insert(each.day);
      }
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace madang
