// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/model/map.h"

namespace madang::geo {

/// What should be reachable on foot.
struct Door {
  std::string id;
  MapPoint at;
  double reach = 0;  ///< m: a lane that is no farther leads there
};

/// The lanes among `features`, parted where they meet, with a node beside every door that a lane is near.
/// A door with no lane within its reach has no entry. Order and result depend on nothing but the values.
WalkNetwork make_network(const std::vector<MapFeature>& features, const std::vector<Door>& doors);

/// Of each node, which part of the network it is in; nodes of one part can be walked between. From 0.
std::vector<int> parts_of(const WalkNetwork& network);

}  // namespace madang::geo
