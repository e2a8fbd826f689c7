// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/clock.h"
#include "player/media/sound.h"

namespace madang {

/// The evacuation signal's temporal pattern (ISO 8201, and NFPA 72 18.4.2): three bursts, a pause between them
/// and a longer one behind the third, four seconds in all.
inline constexpr Millis k_tone_burst{500};
inline constexpr Millis k_tone_pause{500};
inline constexpr Millis k_tone_rest{1500};
inline constexpr int k_tone_bursts = 3;
/// What wakes sleepers and reaches those who hear badly: a square wave of 520 Hz, give or take a tenth
/// (NFPA 72, 18.4.6).
inline constexpr int k_tone_hertz = 520;

/// One pass of the pattern, which leads into the next without a seam. Its square has as many harmonics as a
/// small loudspeaker can give, so that none of them folds back; a burst begins and ends within 5 ms.
Recording evacuation_tone();

}  // namespace madang
