// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/geo/walk_network.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "content-schema/geo/shapes.h"

namespace madang::geo {
namespace {

constexpr double k_same_place_m = 0.5;  // two doors on a lane so near each other share their node

double distance(MapPoint a, MapPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

MapPoint between(MapPoint a, MapPoint b, double part) {
  return {a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
}

/// How far along a-b the point nearest to p is, 0 to 1.
double part_along(MapPoint a, MapPoint b, MapPoint p) {
  const double x = b.x - a.x, y = b.y - a.y;
  const double square = x * x + y * y;
  return square <= 0 ? 0 : std::clamp(((p.x - a.x) * x + (p.y - a.y) * y) / square, 0.0, 1.0);
}

/// Whether a-b may come nearer to p than this: without it a large map takes minutes.
bool may_come_near(MapPoint a, MapPoint b, MapPoint p, double reach) {
  return std::min(a.x, b.x) - p.x <= reach && p.x - std::max(a.x, b.x) <= reach &&
         std::min(a.y, b.y) - p.y <= reach && p.y - std::max(a.y, b.y) <= reach;
}

/// The least of this and how far the line is from p.
double nearest_to(const MapLine& line, MapPoint p, double nearest) {
  for (size_t i = 1; i < line.size(); ++i) {
    if (may_come_near(line[i - 1], line[i], p, nearest))
      nearest = std::min(nearest, distance(p, between(line[i - 1], line[i], part_along(line[i - 1], line[i], p))));
  }
  return nearest;
}

/// A straight stretch of a lane, with the doors beside it.
struct Stretch {
  MapPoint from, to;
  bool steps = false;
  struct Stop {
    double part = 0;
    size_t door = 0;
  };
  std::vector<Stop> stops;
};

class Nodes {
 public:
  explicit Nodes(WalkNetwork& network) : network_(network) {}

  int at(MapPoint point) {
    const auto [known, is_new] =
        by_place_.try_emplace({std::llround(point.x * 100), std::llround(point.y * 100)}, 0);
    if (is_new) {
      known->second = static_cast<int>(network_.nodes.size());
      network_.nodes.push_back(point);
    }
    return known->second;
  }

 private:
  WalkNetwork& network_;
  std::map<std::pair<long long, long long>, int> by_place_;  // centimetres
};

/// A stretch that only lanes with steps run along.
bool only_steps(const Stretch& stretch, const std::vector<MapFeature>& features) {
  const MapPoint middle = between(stretch.from, stretch.to, 0.5);
  double with_steps = std::numeric_limits<double>::infinity();
  double without = with_steps;
  for (const MapFeature& each : features) {
    if (each.type != MapType::lane)
      continue;
    for (const MapLine& line : each.lines) {
      double& nearest = each.steps ? with_steps : without;
      nearest = nearest_to(line, middle, nearest);
    }
  }
  return with_steps < without;
}

std::vector<Stretch> stretches_of(const std::vector<MapFeature>& features) {
  std::vector<MapLine> lanes;
  for (const MapFeature& each : features) {
    if (each.type == MapType::lane)
      lanes.insert(lanes.end(), each.lines.begin(), each.lines.end());
  }
  const bool any_steps = std::any_of(features.begin(), features.end(),
                                     [](const MapFeature& each) { return each.type == MapType::lane && each.steps; });
  std::vector<Stretch> out;
  for (const MapLine& line : part_at_crossings(lanes)) {
    for (size_t i = 1; i < line.size(); ++i) {
      Stretch& stretch = out.emplace_back(Stretch{line[i - 1], line[i], false, {}});
      stretch.steps = any_steps && only_steps(stretch, features);
    }
  }
  return out;
}

}  // namespace

WalkNetwork make_network(const std::vector<MapFeature>& features, const std::vector<Door>& doors) {
  std::vector<Stretch> stretches = stretches_of(features);
  for (size_t i = 0; i < doors.size(); ++i) {
    Stretch* nearest = nullptr;
    double best = doors[i].reach, part = 0;
    for (Stretch& each : stretches) {
      if (!may_come_near(each.from, each.to, doors[i].at, best))
        continue;
      const double along = part_along(each.from, each.to, doors[i].at);
      const double away = distance(doors[i].at, between(each.from, each.to, along));
      if (away < best || (nearest == nullptr && away <= best)) {
        best = away;
        nearest = &each;
        part = along;
      }
    }
    if (nearest != nullptr)
      nearest->stops.push_back({part, i});
  }

  WalkNetwork network;
  Nodes nodes(network);
  for (Stretch& each : stretches) {
    const double length = distance(each.from, each.to);
    std::stable_sort(each.stops.begin(), each.stops.end(),
                     [](const Stretch::Stop& a, const Stretch::Stop& b) { return a.part < b.part; });
    const int last = nodes.at(each.to);
    int here = nodes.at(each.from);
    double reached = 0;
    const auto walk_to = [&](int next, double part) {
      if (next != here)
        network.edges.push_back({here, next, (part - reached) * length, each.steps});
      here = next;
      reached = part;
    };
    for (const Stretch::Stop& stop : each.stops) {
      int& door = network.doors[doors[stop.door].id];
      if ((1 - stop.part) * length < k_same_place_m) {
        door = last;
        continue;
      }
      if ((stop.part - reached) * length >= k_same_place_m)
        walk_to(nodes.at(between(each.from, each.to, stop.part)), stop.part);
      door = here;
    }
    walk_to(last, 1);
  }
  return network;
}

std::vector<int> parts_of(const WalkNetwork& network) {
  std::vector<int> root(network.nodes.size());
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&](int node) {
    while (root[static_cast<size_t>(node)] != node)
      node = root[static_cast<size_t>(node)] = root[static_cast<size_t>(root[static_cast<size_t>(node)])];
    return node;
  };
  for (const WalkNetwork::Edge& edge : network.edges) {
    const int a = find(edge.from), b = find(edge.to);
    root[static_cast<size_t>(std::max(a, b))] = std::min(a, b);
  }
  std::map<int, int> numbers;
  std::vector<int> out(root.size());
  for (size_t i = 0; i < root.size(); ++i)
    out[i] = numbers.try_emplace(find(static_cast<int>(i)), static_cast<int>(numbers.size())).first->second;
  return out;
}

}  // namespace madang::geo
