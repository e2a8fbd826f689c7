// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/model/map.h"

namespace madang {

/// How near to what burns nobody is sent, in m. The Korean rules for fire-safe building (건축물의
/// 피난·방화구조 등의 기준에 관한 규칙, article 22) take a wall at the ground for one that fire may spread
/// to within 3 m of the middle of the lane before it. So a lane between two blocks is closed, with one of
/// them on fire, where it is up to 6 m wide, and a square is not.
inline constexpr double k_danger_margin = 3;

/// A part of a straight way, in fractions of its length: 0 <= from <= to <= 1.
struct Stretch {
  double from = 0;
  double to = 0;
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// What burns, and all that is no further than a margin from it. A hole of an area does not burn, but its
/// edge does. What only touches the danger is in it.
class DangerArea {
 public:
  /// Everything is out of danger.
  DangerArea() = default;
  /// `margin` in m, from 0.
  explicit DangerArea(std::vector<MapArea> burning, double margin = k_danger_margin);

  bool holds(MapPoint point) const;
  /// The parts of the way from `a` to `b` that are in danger, in their order; no two of them touch. A way of
  /// no length is 0 to 1 or nothing.
  std::vector<Stretch> stretches(MapPoint a, MapPoint b) const;

 private:
  struct Shape {
    MapArea area;
    MapPoint least;  ///< corners of the box around it and its margin
    MapPoint most;
  };

  std::vector<Shape> shapes_;
  double reach_ = 0;  ///< the margin, and a little for rounding
};

}  // namespace madang
