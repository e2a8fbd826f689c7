// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <algorithm>
#include <vector>

#include "content-schema/geo/geojson.h"

namespace madang::geo {

/// The least box around points, in whatever they are measured. Around none `least` is beyond `most`.
struct Extent {
  Extent();
  Extent(const MapPoint& a, const MapPoint& b) : least(a), most(b) {}
  explicit Extent(const GeoFeature& feature);
  explicit Extent(const std::vector<GeoFeature>& features);
  explicit Extent(const std::vector<MapArea>& areas);
  void see(const MapPoint& point);
  bool empty() const { return least.x > most.x; }
  bool meets(const Extent& other) const {
    return least.x <= other.most.x && other.least.x <= most.x && least.y <= other.most.y &&
           other.least.y <= most.y;
  }
  bool contains(const Extent& other) const {
    return least.x <= other.least.x && other.most.x <= most.x && least.y <= other.least.y &&
           other.most.y <= most.y;
  }
  double size() const { return std::max(most.x - least.x, most.y - least.y); }
  MapPoint middle() const { return {(least.x + most.x) / 2, (least.y + most.y) / 2}; }

  MapPoint least, most;
};

}  // namespace madang::geo
