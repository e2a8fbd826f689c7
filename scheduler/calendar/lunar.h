// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <vector>

#include "content-schema/model/when.h"

namespace madang {

/// One month of the Korean lunar calendar.
struct LunarMonth {
  std::chrono::local_days first;
  int length = 29;  ///< days: 29 or 30
  int month = 1;    ///< 1 to 12
  bool leap = false;
  friend bool operator==(const LunarMonth&, const LunarMonth&) = default;
};

/// The months that meet the days from..to (both inside), in order, none left out. Right by the tables of the
/// Korea Astronomy and Space Science Institute (KASI) from 1985 to 2050. Pure; a millisecond for a year.
std::vector<LunarMonth> lunar_months(std::chrono::local_days from, std::chrono::local_days to);

/// Whether the day of that number, from 1, of `month` lies in the range.
bool contains(const LunarRange& range, const LunarMonth& month, int day);

}  // namespace madang
