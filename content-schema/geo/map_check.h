// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>

#include "content-schema/geo/geojson.h"
#include "content-schema/geo/map_problem.h"
#include "content-schema/geo/plane.h"

namespace madang::geo {

// What staff may have got wrong in a map, told in few lines for many of a kind. Nothing is mended here.

/// How much of a shop has to lie in its block for it to be there, 0 to 1.
inline constexpr double k_least_within = 0.5;

/// Why numbers as written cannot be those of a market: there are none, no degrees, or on both sides of 180
/// degrees. Names the features that are elsewhere.
std::optional<MapProblem> problem_of_numbers(const std::vector<GeoFeature>& features,
                                             Coordinates coordinates);
/// The same, of what they are in metres: more than 5 km.
std::optional<MapProblem> problem_of_size(const std::vector<GeoFeature>& features, const Plane& plane);
/// Lanes from which no network is made, since it would take minutes: of too many points, or that meet each
/// other in too many places.
std::optional<MapProblem> problem_of_lanes(const MarketMap& map);

/// Features with their blocks as written: ids twice, categories that the map does not have, blocks that are
/// none or elsewhere, and names that lack one of the site's languages.
void check_features(const MarketMap& map, const Site& site, MapProblems& problems);

/// The finished map: exits that no lane leads to, and screens from where none leads to an exit.
void check_ways(const MarketMap& map, const Site& site, MapProblems& problems);

}  // namespace madang::geo
