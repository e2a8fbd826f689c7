// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/clock.h"

namespace madang {

/// When a sound device is opened, tried again and closed. A kiosk without one asks ever more rarely, and one
/// that is silent for a while leaves the device to others. Decisions only; bound to one thread.
class Upkeep {
 public:
  static constexpr Millis k_first_pause{1000};
  static constexpr Millis k_longest_pause{60'000};  ///< each pause is twice the one before, up to this
  static constexpr Millis k_steady{10'000};         ///< a device that played so long is a good one
  static constexpr Millis k_idle{30'000};           ///< closed after so long without sound

  enum class Do { nothing, open, close };
  /// What to do now. `wanted`: something is to be heard.
  Do next(bool wanted, SteadyTime now);
  void opened(SteadyTime now);
  /// It could not be opened, or vanished.
  void lost(SteadyTime now);
  void closed() { open_ = false; }
  /// It has played for a while: not one that comes and goes.
  bool steady(SteadyTime now) const { return open_ && now - opened_at_ >= k_steady; }

 private:
  bool open_ = false;
  SteadyTime opened_at_;
  SteadyTime wanted_at_;
  SteadyTime try_again_;
  Millis pause_ = k_first_pause;
};

}  // namespace madang
