// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <vector>

#include "content-schema/model/geometry.h"
#include "player/map/view.h"

namespace madang {

/// Whether rectangles cross, for many of them.
class LabelGrid {
 public:
  explicit LabelGrid(Size box);
  bool free(const Rect& rect) const;  ///< inside the box, and crossing none that was taken
  void take(const Rect& rect);

 private:
  template <class Visit>
  void cells_of(const Rect& rect, Visit visit) const;
  Size box_;
  int columns_ = 1;
  std::vector<std::vector<Rect>> cells_;
};

/// A label that wants a place near a point.
struct LabelWish {
  MapSpot at;
  Size size;        ///< px, with the air around it
  double away = 0;  ///< px from the point to the label's nearest edge; 0: it lies upon the point
  int farthest = 3;  ///< times as far as that
};

/// The first place that is free: upon its point; else right of it, left, below, above, and at the corners, then
/// the same twice as far away, and so on to the farthest. Nothing where there is none. Pure, so the same map has the same labels.
std::optional<Rect> find_place(const LabelWish& wish, const LabelGrid& grid);

/// How wide the polygon is around `at`, at all heights of a box that is `height` high and has its middle there:
/// px that a centred text of that height may have.
double width_around(const std::vector<std::vector<MapSpot>>& rings, MapSpot at, double height);

}  // namespace madang
