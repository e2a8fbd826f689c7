// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>

#include "content-schema/base/clock.h"

namespace madang {

/// How long the player bears with a decoder that owes it a frame. Time counts only as far as somebody looked:
/// a player that was itself stopped for a minute has no reason to complain.
class Patience {
 public:
  /// Any sign of life.
  static constexpr Millis k_silence_limit{5000};
  /// The frame itself: a slow machine that joins a clip with key frames far apart decodes many that nobody
  /// sees.
  static constexpr Millis k_frame_limit{30000};
  /// The most that counts between two looks.
  static constexpr Millis k_most_per_look{500};

  struct Signs {
    std::uint32_t published = 0;
    std::uint32_t beat = 0;
    std::uint32_t taken = 0;
    bool full = false;  ///< it owes nothing while there is no room
  };

  explicit Patience(SteadyTime now) : looked_(now) {}
  bool ran_out(const Signs& signs, SteadyTime now);

 private:
  SteadyTime looked_;
  Signs last_;
  SteadyTime::duration silent_{0};  // to the tick: looks may be less than a millisecond apart
  SteadyTime::duration frameless_{0};
};

}  // namespace madang
