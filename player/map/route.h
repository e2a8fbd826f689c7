// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "content-schema/model/map.h"
#include "player/map/next_hops.h"

namespace madang {

/// A way to walk.
struct Route {
  MapLine points;     ///< of the network's nodes, both ends among them; of who is there already one
  double metres = 0;  ///< by the lengths of the network's edges
  std::string to;     ///< id of the feature that it leads to
  friend bool operator==(const Route&, const Route&) = default;
};

/// The shortest way from a node of the map's network to the door of a feature; nothing where none leads
/// there, or the node or the door is none. Pure.
std::optional<Route> route_to(const MarketMap& map, int node, std::string_view feature,
                              Steps steps = Steps::allowed);

/// The nodes of `hops` from `node` on, as a way to `to`; nothing where none leads there.
std::optional<Route> route_along(const WalkNetwork& network, const NextHops& hops, int node, std::string to);

/// How far a visitor looks ahead to tell which way to go, m. A screen hangs at the side of a lane, and the
/// first edge is the step from there to its middle; twice the half of a lane of 6 m is beyond that.
inline constexpr double k_look_ahead = 6;

/// Where a visitor who reads the screen at `stand` has to go first: degrees clockwise from what he faces, 0
/// to below 360. As the crow flies from the stand to the place `k_look_ahead` along the route, or to its end.
/// 0 where he is there.
double turn_of(const Route& route, const MapStand& stand);

/// Eight directions of 45 degrees each, ⬆ for -22.5 to below 22.5; of any number of degrees. UTF-8.
const char* arrow_of(double turn);

}  // namespace madang
