// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/clock.h"
#include "content-schema/model/item.h"
#include "player/timeline/cue.h"

namespace madang {

/// How two items share their zone while one takes over from the other.
struct Takeover {
  Appearance before;
  Appearance after;
};

/// `elapsed` since the second item is due, from 0 to less than the transition's length. `covered`: nothing
/// under the second item can be seen once it is fully there. A fade and a wipe go at an even pace; a slide
/// sets off and arrives gently (3t² - 2t³, smoothstep: at rest at either end). A cut: only the second is
/// there.
Takeover take_over(const Transition& transition, Millis elapsed, const Placement& zone, bool covered);

/// What becomes of `inner` in a zone that is itself part of a change.
Appearance combine(const Appearance& outer, const Appearance& inner);

}  // namespace madang
