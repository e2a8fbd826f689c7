// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/model/geometry.h"
#include "content-schema/model/map.h"

namespace madang {

/// A point of a map's box, px, y downward.
struct MapSpot {
  double x = 0;
  double y = 0;
  friend bool operator==(const MapSpot&, const MapSpot&) = default;
};

/// From metres on the ground to pixels of a box: turned, scaled, moved.
struct MapView {
  MapPoint centre;       ///< lies in the middle of the box
  double up = 0;         ///< degrees clockwise from north of what is up
  double scale = 1;      ///< px of a metre
  MapSpot middle;        ///< of the part of the box that is free for the map
  MapSpot to_px(MapPoint point) const;
  std::vector<MapSpot> to_px(const MapLine& line) const;
  friend bool operator==(const MapView&, const MapView&) = default;
};

/// What is shown: the whole market in `free` (a part of the box), or so many metres on each side of the stand.
/// Turned as the stand faces; north is up where there is none.
MapView view_of(const MarketMap& map, const MapStand* stand, double around, const Rect& free);

/// The length of a scale bar that is no longer than `most_px`: 1, 2 or 5 times a power of ten, in metres.
double scale_bar(const MapView& view, double most_px);

}  // namespace madang
