// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "content-schema/base/error.h"

namespace madang {

using Millis = std::chrono::milliseconds;

/// An instant of civil time, UTC, 1 ms. The only type in which "when" is said; local time exists at the
/// doors (YAML, the command line, a clock on a page) and nowhere between.
using SysTime = std::chrono::sys_time<Millis>;

/// Time since boot, for waiting and ageing; never compared with SysTime.
using SteadyTime = std::chrono::steady_clock::time_point;

/// [from, to): `to` is no longer inside.
struct Interval {
  SysTime from;
  SysTime to;

  bool contains(SysTime t) const { return from <= t && t < to; }
  Millis length() const { return to - from; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// Where a program reads the civil time: at its main loop and nowhere below. `offset` lets a person
/// preview another day (`--at`) on the same code path. Thread-safe.
class Clock {
 public:
  explicit Clock(Millis offset = Millis{0}) : offset_(offset) {}
  SysTime now() const { return std::chrono::floor<Millis>(std::chrono::system_clock::now()) + offset_; }

 private:
  Millis offset_;
};

/// `2026-11-22T15:00:00.000Z`. For logs and the wire.
std::string to_iso8601(SysTime t);

/// RFC 3339 with `Z` or an offset (`2026-11-22T15:00:00+09:00`), seconds and fraction optional. A time
/// without an offset is an error here: its zone is known to `scheduler/calendar/zone.h`.
Result<SysTime> parse_iso8601(std::string_view text);

}  // namespace madang
