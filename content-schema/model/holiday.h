// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>

#include "content-schema/model/text.h"

namespace madang {

/// A day that the site itself says is a holiday: one that the government announced for this year only, one of
/// the town's own. Or the opposite: a day of the law's that is none here.
struct Holiday {
  std::chrono::year_month_day date;
  LocalText name;           ///< for people
  bool taken_back = false;  ///< not a holiday, whatever the law says
  friend bool operator==(const Holiday&, const Holiday&) = default;
};

}  // namespace madang
