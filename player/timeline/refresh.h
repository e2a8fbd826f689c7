// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>

#include "content-schema/base/clock.h"

namespace madang {

/// One refresh of the display, by its number on the display's own grid. What is counted in refreshes has an
/// even cadence (24 fps on 60 Hz: 3 2 3 2), however late the refresh was drawn by a millisecond or two.
struct Refresh {
  std::int64_t number = 0;
  double period = 0;  ///< ms
  double phase = 0;   ///< how far the display's grid lies behind that of the civil time, in periods

  /// Of the refresh nearest to an instant.
  std::int64_t number_at(SysTime t) const;
  /// From the refresh `first` to the middle of this one: what is due until then belongs to this one, and a
  /// film whose frames fall on refreshes is as far from the next choice as can be.
  Millis since(std::int64_t first) const;
  /// The first refresh whose `since(first)` is not before `position`.
  std::int64_t next(std::int64_t first, Millis position) const;
};

/// Counts refreshes from when they happen: follows a display that drifts against the clock, and is not
/// misled by one that was late. Jumps when the clock is set. Bound to one thread at a time.
class RefreshCounter {
 public:
  /// `hertz` of the display, more than 0.
  Refresh count(SysTime now, double hertz);

 private:
  double hertz_ = 0;
  double phase_ = 0;
  std::int64_t last_ = 0;
};

}  // namespace madang
