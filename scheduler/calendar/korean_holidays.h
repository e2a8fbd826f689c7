// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <string_view>
#include <vector>

namespace madang {

struct PublicHoliday {
  std::chrono::local_days day;
  std::string_view name;    ///< in Korean, as the law has it; of a substitute that of what it stands for
  bool substitute = false;  ///< 대체공휴일
  friend bool operator==(const PublicHoliday&, const PublicHoliday&) = default;
};

/// The public holidays of Korea in that year but for plain Sundays, by day; a day may have two. By
/// 관공서의 공휴일에 관한 규정 and 공휴일에 관한 법률, each rule from the day on which it came into force,
/// with the elections at the end of a term (공직선거법 34조). What the government announces for one year,
/// elections before the end of a term among it, is not here: no rule knows it. Empty before 2014, when
/// substitutes began. Pure.
std::vector<PublicHoliday> korean_holidays(std::chrono::year year);

}  // namespace madang
