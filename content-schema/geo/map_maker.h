// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/geo/geojson.h"
#include "content-schema/geo/map_check.h"
#include "content-schema/model/site.h"

namespace madang::geo {

/// What the map's own document says.
struct MapSource {
  std::string path;
  std::string features;  ///< path of their file
  LocalText name;
  Coordinates coordinates = Coordinates::degrees;
  double metres_per_pixel = 1;  ///< of the plan
  std::string plan;             ///< its medium; may be empty
  std::string digest;           ///< of the documents that it is made from
  std::vector<MapCategory> categories;
  double metres_per_minute = 60;
  SourceMark mark;
};

struct MadeMap {
  MarketMap map;  ///< without features where there are none, or their numbers cannot be those of a market
  MapProblems problems;  ///< in the order of the features; few lines for many of a kind
};

/// Features as read, to a map that can be drawn and walked. Everything that staff may have got wrong becomes a
/// problem; what is left is whole.
MadeMap make_map(const MapSource& source, std::vector<GeoFeature> features, const Site& site);

}  // namespace madang::geo
