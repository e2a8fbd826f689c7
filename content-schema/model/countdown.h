// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <optional>

#include "content-schema/base/clock.h"
#include "content-schema/model/text.h"

namespace madang {

/// How long it still is until an event begins, or an offer ends.
struct CountdownItem {
  std::chrono::year_month_day
      day;                       ///< until then, by the calendar and the clock on the wall of the site's zone
  std::chrono::minutes time{0};  ///< of that day, from midnight
  /// What that means in UTC: the planner says it, who knows the zone. Before that the countdown stands still,
  /// at the longest that it can say.
  std::optional<SysTime> ends;
  LocalText text;  ///< `{left}` in it is the time that is left
  Values values;
  LocalText after;      ///< from `ends` on; may be empty, and then nothing is shown
  bool seconds = true;  ///< counts seconds on the last day, else minutes
  Languages languages = Languages::stack;
  Millis rotate_every{5000};  ///< used with Languages::rotate
  TextStyle style;
  friend bool operator==(const CountdownItem&, const CountdownItem&) = default;
};

}  // namespace madang
