// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/audio/upkeep.h"

#include <algorithm>

namespace madang {

Upkeep::Do Upkeep::next(bool wanted, SteadyTime now) {
  if (wanted)
    wanted_at_ = now;
  if (!open_)
    return wanted && now >= try_again_ ? Do::open : Do::nothing;
  return now - wanted_at_ >= k_idle ? Do::close : Do::nothing;
}

void Upkeep::opened(SteadyTime now) {
  open_ = true;
  opened_at_ = now;
}

void Upkeep::lost(SteadyTime now) {
  if (steady(now))
    pause_ = k_first_pause;
  open_ = false;
  try_again_ = now + pause_;
  pause_ = std::min(2 * pause_, k_longest_pause);
}

}  // namespace madang
