// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <vector>

#include "content-schema/model/geometry.h"

namespace madang {

/// One rounded corner as coverage, `side` x `side` bytes, its round edge towards the top left; the others are
/// mirror images. Anti-aliased by the distance of a pixel's centre from the arc.
struct CornerMask {
  int side = 0;  ///< px, 0 for a square corner
  std::vector<std::uint8_t> coverage;
};

/// `radius` px; a radius beyond half the box's shorter side becomes that half, as in CSS.
CornerMask corner_mask(double radius, Size box);

}  // namespace madang
