// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>

#include "content-schema/base/clock.h"
#include "player/timeline/refresh.h"

namespace madang {

/// How far behind the clock a clip's pictures are, after refreshes that the machine slept over. Frames that
/// became due meanwhile are not left out: each stands for one refresh, and those that would stand for more
/// give up the others until the clip has caught up. Eyes see a step that is missing in a movement, and not
/// one that is a sixtieth of a second late.
///
/// Not where it could not catch up: frames that stand for hardly more than a refresh, and more refreshes lost
/// than `k_most`, as on a machine that is too slow; what became due then is left out at once. Sound does not
/// wait for pictures.
class Backlog {
 public:
  static constexpr std::int64_t k_most = 6;       ///< refreshes; a tenth of a second at 60 Hz
  static constexpr double k_least_standing = 1.5;  ///< of a frame, in refreshes

  /// Refreshes by which the picture of `refresh` is to be taken from before its time. `first` is the refresh of
  /// the turn's start, `frame` how long one frame stands (0: not known yet). The same for each call of one
  /// refresh.
  std::int64_t at(const Refresh& refresh, std::int64_t first, Millis frame);
  /// That picture is already on the glass: true where one taken a refresh later is to be looked at instead.
  bool give_up_repeat();
  bool owes() const { return owed_ > 0; }

 private:
  std::int64_t last_ = -1;  // counted from the turn's start
  std::int64_t owed_ = 0;
  bool decided_ = false;
};

}  // namespace madang
