// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/route.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace madang {
namespace {

constexpr double k_there = 0.1;  // m; nearer than this has no direction

/// `metres` along a line, or its end.
MapPoint point_along(const MapLine& line, double metres) {
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const MapPoint from = line[i], to = line[i + 1];
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    if (length > metres)
      return {from.x + (to.x - from.x) * metres / length, from.y + (to.y - from.y) * metres / length};
    metres -= length;
  }
  return line.back();
}

/// 0 to below 360.
double full_turn(double degrees) {
  const double turn = std::fmod(degrees, 360);
  const double positive = turn < 0 ? turn + 360 : turn;
  return positive < 360 ? positive : 0;  // a tiny negative one was rounded up
}

}  // namespace

std::optional<Route> route_along(const WalkNetwork& network, const NextHops& hops, int node, std::string to) {
  const std::vector<int> nodes = hops.walk(node);
  if (nodes.empty())
    return std::nullopt;
  Route route;
  for (const int each : nodes)
    route.points.push_back(network.nodes[static_cast<std::size_t>(each)]);
  route.metres = hops.cost[static_cast<std::size_t>(node)].metres;
  route.to = std::move(to);
  return route;
}

std::optional<Route> route_to(const MarketMap& map, int node, std::string_view feature, Steps steps) {
  const WalkNetwork& network = map.network;
  const auto door = network.doors.find(std::string(feature));
  if (door == network.doors.end() || door->second < 0 ||
      static_cast<std::size_t>(door->second) >= network.nodes.size())
    return std::nullopt;
  const NextHops hops = next_hops(network.nodes.size(), arcs_of(network, steps), {&door->second, 1});
  return route_along(network, hops, node, door->first);
}

double turn_of(const Route& route, const MapStand& stand) {
  if (route.points.empty())
    return 0;
  const MapPoint ahead = point_along(route.points, k_look_ahead);
  const double east = ahead.x - stand.at.x, north = ahead.y - stand.at.y;
  if (std::hypot(east, north) < k_there)
    return 0;
  return full_turn(std::atan2(east, north) * 180 / std::numbers::pi - stand.up);
}

const char* arrow_of(double turn) {
  static constexpr std::array k_arrows{"⬆", "↗", "➡", "↘", "⬇", "↙", "⬅", "↖"};
  const double eighths = std::isfinite(turn) ? std::floor(full_turn(turn + 22.5) / 45) : 0;
  return k_arrows[std::min(static_cast<std::size_t>(eighths), k_arrows.size() - 1)];
}

}  // namespace madang
