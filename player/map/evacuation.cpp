// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/evacuation.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "player/map/danger_area.h"

namespace madang {
namespace {

// Danger is counted in parts of a metre whose sums are exact. Of two ways that are equal to the eye their
// length then decides, and not how a sum was rounded.
constexpr double k_grains = 128;

bool names(std::span<const std::string> ids, const std::string& id) {
  return !id.empty() && std::find(ids.begin(), ids.end(), id) != ids.end();
}

DangerArea danger_of(const MarketMap& map, std::span<const std::string> burning) {
  std::vector<MapArea> areas;
  for (const MapFeature& each : map.features) {
    if (names(burning, each.id) && can_burn(each))
      areas.insert(areas.end(), each.areas.begin(), each.areas.end());
  }
  return DangerArea(std::move(areas));
}

std::vector<bool> in_danger(const WalkNetwork& network, const DangerArea& danger) {
  std::vector<bool> held(network.nodes.size());
  for (std::size_t i = 0; i < held.size(); ++i)
    held[i] = danger.holds(network.nodes[i]);
  return held;
}

/// By the nodes of their doors. Where several share one, the first of the map.
std::map<int, std::string> open_exits(const MarketMap& map, std::span<const std::string> burning,
                                      const DangerArea& danger, const std::vector<bool>& is_held) {
  std::map<int, std::string> open;
  for (const MapFeature& each : map.features) {
    if (!leads_out(each.type))
      continue;
    const auto door = map.network.doors.find(each.id);
    if (door == map.network.doors.end() || door->second < 0 ||
        static_cast<std::size_t>(door->second) >= is_held.size() ||
        is_held[static_cast<std::size_t>(door->second)])
      continue;
    if (!danger.holds(each.at) && !names(burning, each.block) && !names(burning, each.id))
      open.emplace(door->second, each.id);
  }
  return open;
}

/// What it costs to walk it while there is danger; nothing where it may not be walked.
std::optional<WalkCost> cost_of(const Arc& arc, const WalkNetwork& network, const DangerArea& danger,
                                const std::vector<bool>& is_held) {
  const auto from = static_cast<std::size_t>(arc.from), to = static_cast<std::size_t>(arc.to);
  const auto stretches = danger.stretches(network.nodes[from], network.nodes[to]);
  if (!is_held[from])
    return stretches.empty() && !is_held[to] ? std::optional(arc.cost) : std::nullopt;
  // It begins in danger: one stretch ends on the way, or goes on behind it. Of two the second comes again.
  if (stretches.size() > 1)
    return std::nullopt;
  const double out = is_held[to] ? 1 : stretches.empty() ? 0 : stretches.front().to;
  return WalkCost{std::round(arc.cost.metres * out * k_grains) / k_grains, arc.cost.metres};
}

}  // namespace

bool can_burn(const MapFeature& feature) {
  switch (feature.type) {
    case MapType::green:
    case MapType::water:
    case MapType::road:
    case MapType::outline:
      return false;
    default:
      return !feature.areas.empty() && !feature.id.empty();
  }
}

WaysOut::WaysOut(const MarketMap& map, std::span<const std::string> burning)
    : WaysOut(map, burning, std::make_shared<const WalkNetwork>(map.network)) {}

WaysOut::WaysOut(const MarketMap& map, std::span<const std::string> burning,
                 std::shared_ptr<const WalkNetwork> network)
    : network_(std::move(network)) {
  const DangerArea danger = danger_of(map, burning);
  const std::vector<bool> is_held = in_danger(*network_, danger);
  open_ = open_exits(map, burning, danger, is_held);
  std::vector<int> goals;
  for (const auto& [node, exit] : open_)
    goals.push_back(node);
  for (const Steps steps : {Steps::allowed, Steps::avoided}) {
    std::vector<Arc> arcs;
    for (Arc arc : arcs_of(*network_, steps)) {
      if (const auto cost = cost_of(arc, *network_, danger, is_held)) {
        arc.cost = *cost;
        arcs.push_back(arc);
      }
    }
    hops_[static_cast<std::size_t>(steps)] = next_hops(network_->nodes.size(), arcs, goals);
  }
}

std::optional<Route> WaysOut::from(int node, Steps steps) const {
  const NextHops& hops = hops_[static_cast<std::size_t>(steps)];
  const std::vector<int> nodes = hops.walk(node);
  if (nodes.empty())
    return std::nullopt;
  return route_along(*network_, hops, node, open_.at(nodes.back()));
}

Evacuation::Evacuation(const MarketMap& map)
    : network_(std::make_shared<const WalkNetwork>(map.network)), every_day_(map, {}, network_) {
  for (const MapFeature& each : map.features) {
    if (can_burn(each) && !burning_.contains(each.id))
      burning_.emplace(each.id, WaysOut(map, {&each.id, 1}, network_));
  }
}

const WaysOut* Evacuation::during(std::string_view place) const {
  const auto found = burning_.find(place);
  return found == burning_.end() ? nullptr : &found->second;
}

}  // namespace madang
