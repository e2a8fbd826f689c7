// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/model/map.h"

namespace madang::geo {

/// A feature as RFC 7946 3.2 has it, flattened: one with several parts has all their points, lines or areas.
/// Coordinates as written; a third one (altitude, 3.1.1) is left out.
struct GeoFeature {
  size_t number = 0;  ///< in the file, from 1
  std::vector<MapPoint> points;
  std::vector<MapLine> lines;
  std::vector<std::vector<MapLine>> areas;  ///< rings as written, first and last point the same; the first is outside
  std::map<std::string, std::string> properties;  ///< scalars, as words; of a nested object `name.ko`

  bool empty() const { return points.empty() && lines.empty() && areas.empty(); }
  /// The first of these that is there and not empty; else nothing.
  std::string property(std::initializer_list<const char*> names) const;
  /// How people find it: its name, number or id, else its place in the file.
  std::string called() const;
};

struct GeoLimits {
  size_t bytes = 8 << 20;
  size_t features = 20'000;
  size_t points = 200'000;  ///< of all together
  size_t depth = 16;
  size_t word_bytes = 1'000;  ///< of a property; longer ones are cut off
};

/// A FeatureCollection, a feature or a bare geometry. What is no GeoJSON is `invalid`, what is too much of it
/// `limit`; the message says where and what to do. Features without a geometry (3.2: null) are there, empty.
Result<std::vector<GeoFeature>> read_geojson(std::span<const std::byte> file, const GeoLimits& limits = {});

}  // namespace madang::geo
