// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/geo/geojson.h"
#include "content-schema/model/site.h"

namespace madang::geo {

/// What the numbers of a features' file mean.
enum class Coordinates {
  degrees,  ///< WGS 84, longitude and latitude (RFC 7946 4)
  metres,
  pixels,  ///< of the plan from its upper left corner, downward, or negative where they count upward (QGIS)
};

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

/// One line for the staff, about the features' file or the screens.
struct MapProblem {
  bool error = false;
  std::string code;
  Bilingual what;
  Bilingual instead;
  const Screen* screen = nullptr;  ///< of the site, whose place is wrong; else of the features
};

struct MadeMap {
  MarketMap map;
  std::vector<MapProblem> problems;  ///< in the order of the features; few lines for many of a kind
};

/// Features as read, to a map that can be drawn and walked. Everything that staff may have got wrong becomes a
/// problem; what is left is whole.
MadeMap make_map(const MapSource& source, std::vector<GeoFeature> features, const Site& site);

/// The word that content has for it: `shop`, `aed`...
std::string_view word_of(MapType type);

}  // namespace madang::geo
