// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/base/clock.h"
#include "player/media/sound.h"

namespace madang {

/// One clip that is to be heard. The same `sound` in two scores is the same voice.
struct Voice {
  SoundPtr sound;
  double volume = 1;   ///< 0 to 1
  Millis position{0};  ///< in the clip, at the score's instant
};

/// What is to be heard from an instant on, until another score says otherwise: each voice goes on from its
/// position at the pace of the clock.
struct Score {
  SteadyTime at;
  std::vector<Voice> voices;
};

}  // namespace madang
