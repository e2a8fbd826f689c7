// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/corners.h"

#include <algorithm>
#include <cmath>

namespace madang {

CornerMask corner_mask(double radius, Size box) {
  radius = std::min(radius, std::min(box.width, box.height) / 2.0);
  if (!(radius > 0))
    return {};

  // Half a pixel of an odd box may be shared by two corners; each then leaves the middle to the other.
  const int side = std::min(static_cast<int>(std::ceil(radius)), std::min(box.width, box.height) / 2);
  CornerMask mask{side, std::vector<std::uint8_t>(size_t(side) * size_t(side))};
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double distance = std::hypot(radius - (x + 0.5), radius - (y + 0.5));
      const double covered = std::clamp(radius - distance + 0.5, 0.0, 1.0);
      mask.coverage[size_t(y) * size_t(side) + size_t(x)] =
          static_cast<std::uint8_t>(std::lround(covered * 255));
    }
  }
  return mask;
}

}  // namespace madang
