// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"

namespace date {
class time_zone;
}

namespace madang {

/// What a clock on the wall shows. Means nothing without a zone; some come twice a year, some never.
using LocalTime = std::chrono::local_time<Millis>;

/// One zone of the machine's tz database (/usr/share/zoneinfo). Known to the end of 2037, as the database's
/// tables are; after it the last offset stays. A small value; thread-safe.
class TimeZone {
 public:
  /// `Asia/Seoul`. Unknown names are `not_found`, a machine without tzdata is `unavailable`.
  static Result<TimeZone> find(std::string_view name);

  const std::string& name() const { return name_; }

  LocalTime to_local(SysTime t) const;

  /// A wall time in a spring gap is the gap's end; one that comes twice is its first pass.
  SysTime to_utc(LocalTime t) const;

  /// All instants whose wall time lies in [from, to), in order, none touching another. From this one rule
  /// follow the others: a start inside a gap moves to the gap's end; a window that lies in a gap altogether
  /// does not take place; what falls in a repeated hour takes place in both passes of it.
  std::vector<Interval> to_utc(LocalTime from, LocalTime to) const;

  /// A stretch of time in which the wall's clock is not changed.
  struct Stretch {
    SysTime from, to;
    Millis offset;  ///< of the wall from UTC
  };
  /// Those that meet `within`, in order; the first and the last reach beyond it.
  std::vector<Stretch> stretches(Interval within) const;

 private:
  TimeZone(std::string name, const date::time_zone* zone) : name_(std::move(name)), zone_(zone) {}
  std::string name_;
  const date::time_zone* zone_;  // lives as long as the program
};

/// ISO 8601 with an offset (`2026-11-22T15:00:00+09:00`, `...Z`), or a wall time in `zone`
/// (`2026-11-22T15:00`, `2026-11-22 15:00`, or `2026-11-22` for its midnight).
Result<SysTime> parse_time(std::string_view text, const TimeZone& zone);

}  // namespace madang
