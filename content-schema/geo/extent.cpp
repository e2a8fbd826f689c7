// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/geo/extent.h"

#include <limits>

namespace madang::geo {

Extent::Extent()
    : least{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()},
      most{-least.x, -least.y} {}

Extent::Extent(const GeoFeature& feature) : Extent() {
  const auto see_line = [this](const MapLine& line) {
    for (const MapPoint& point : line)
      see(point);
  };
  see_line(feature.points);
  for (const MapLine& line : feature.lines)
    see_line(line);
  for (const auto& rings : feature.areas) {
    for (const MapLine& ring : rings)
      see_line(ring);
  }
}

Extent::Extent(const std::vector<GeoFeature>& features) : Extent() {
  for (const GeoFeature& each : features) {
    const Extent one(each);
    if (!one.empty()) {
      see(one.least);
      see(one.most);
    }
  }
}

Extent::Extent(const std::vector<MapArea>& areas) : Extent() {
  for (const MapArea& area : areas) {
    for (const MapPoint& point : area.outer)
      see(point);
  }
}

void Extent::see(const MapPoint& point) {
  least = {std::min(least.x, point.x), std::min(least.y, point.y)};
  most = {std::max(most.x, point.x), std::max(most.y, point.y)};
}

}  // namespace madang::geo
