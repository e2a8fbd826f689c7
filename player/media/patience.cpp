// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/patience.h"

#include <algorithm>

namespace madang {

bool Patience::ran_out(const Signs& signs, SteadyTime now) {
  const auto passed = std::clamp<SteadyTime::duration>(now - looked_, Millis{0}, k_most_per_look);
  looked_ = now;
  const bool frames = signs.full || signs.published != last_.published || signs.taken != last_.taken;
  const bool life = frames || signs.beat != last_.beat;
  last_ = signs;
  silent_ = life ? passed.zero() : silent_ + passed;
  frameless_ = frames ? passed.zero() : frameless_ + passed;
  return silent_ > k_silence_limit || frameless_ > k_frame_limit;
}

}  // namespace madang
