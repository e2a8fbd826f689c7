// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/map.h"

namespace madang::geo {

// What GEOS decides about shapes, in metres. Pure; any thread.

/// Rings that crossed themselves, or holes that left their area, in GEOS' words, and where.
struct Flaw {
  std::string reason;
  bool of_hole = false;  ///< a hole left its area, or met another; else a ring crossed itself
  MapPoint at;
};

struct Areas {
  std::vector<MapArea> areas;  ///< whole again where there was a flaw; empty where nothing was left
  std::optional<Flaw> flaw;
};

/// Rings as written (the first one outside, either winding, closed or not) to areas with theirs.
Areas to_areas(const std::vector<std::vector<MapLine>>& written);

/// The point farthest from every edge, and how far: where a label has most room (to a tenth of a metre). In what
/// is narrower than that, or a thousand times as long as wide, any point within, and no room.
struct Inside {
  MapPoint at;
  double room = 0;
};
Inside deepest_point(const std::vector<MapArea>& areas);

/// How much of `inner` lies within `outer`, 0 to 1.
double part_within(const std::vector<MapArea>& inner, const std::vector<MapArea>& outer);

/// Lines parted wherever two of them cross or end at each other, to a quarter of a metre: people do not draw
/// more exactly. What lies upon itself is there once.
std::vector<MapLine> part_at_crossings(const std::vector<MapLine>& lines);

}  // namespace madang::geo
