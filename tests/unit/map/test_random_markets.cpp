// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <cmath>
#include <random>

#include "player/map/danger_area.h"
#include "player/map/evacuation.h"
#include "tests/support/catch.h"

// Markets that nobody drew, by seeds, against the plainest way to know: points along each way, one by one,
// and every edge tried until nothing gets shorter.
namespace madang {
namespace {

constexpr double k_step = 0.25;    // m between the points that a way is looked at
constexpr double k_unsure = 0.02;  // m about the edge of danger where such a look says nothing

double distance(MapPoint point, MapPoint p, MapPoint q) {
  const double x = q.x - p.x, y = q.y - p.y, square = x * x + y * y;
  const double t =
      square > 0 ? std::clamp(((point.x - p.x) * x + (point.y - p.y) * y) / square, 0.0, 1.0) : 0;
  return std::hypot(point.x - p.x - t * x, point.y - p.y - t * y);
}

/// By the angles under which its edges are seen: 0 outside, a full turn inside.
bool winds_round(const MapLine& ring, MapPoint point) {
  double angle = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const MapPoint p = ring[i], q = ring[(i + 1) % ring.size()];
    const double ax = p.x - point.x, ay = p.y - point.y, bx = q.x - point.x, by = q.y - point.y;
    angle += std::atan2(ax * by - ay * bx, ax * bx + ay * by);
  }
  return std::abs(angle) > 3;
}

/// m to what burns; 0 in it.
double distance(const MapArea& area, MapPoint point) {
  const bool in_hole = std::any_of(area.holes.begin(), area.holes.end(),
                                   [&](const MapLine& hole) { return winds_round(hole, point); });
  if (winds_round(area.outer, point) && !in_hole)
    return 0;
  double least = std::numeric_limits<double>::infinity();
  const auto go_round = [&](const MapLine& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i)
      least = std::min(least, distance(point, ring[i], ring[(i + 1) % ring.size()]));
  };
  go_round(area.outer);
  std::for_each(area.holes.begin(), area.holes.end(), go_round);
  return least;
}

/// A star of corners about a middle, in half of the cases with a hole.
MapArea star(std::mt19937& random, MapPoint middle, double least, double most) {
  std::uniform_real_distribution<double> radius(least, most);
  MapArea area;
  const int corners = 3 + static_cast<int>(random() % 7);
  const auto at = [&](int i, double r) {
    const double angle = 2 * 3.14159265358979 * i / corners;
    return MapPoint{middle.x + r * std::cos(angle), middle.y + r * std::sin(angle)};
  };
  for (int i = 0; i < corners; ++i)
    area.outer.push_back(at(i, radius(random)));
  if (random() % 2 == 0) {
    MapLine& hole = area.holes.emplace_back();
    for (int i = 0; i < corners; ++i)
      hole.push_back(at(i, least * 0.45));
  }
  return area;
}

double length(MapPoint a, MapPoint b) {
  return std::hypot(b.x - a.x, b.y - a.y);
}

MarketMap random_market(std::mt19937& random) {
  std::uniform_real_distribution<double> anywhere(0, 100);
  MarketMap map;
  WalkNetwork& network = map.network;
  const int nodes = 5 + static_cast<int>(random() % 16);
  for (int i = 0; i < nodes; ++i)
    network.nodes.push_back({anywhere(random), anywhere(random)});
  const int edges = nodes + static_cast<int>(random() % static_cast<unsigned>(nodes));
  for (int i = 0; i < edges; ++i) {
    const int from = static_cast<int>(random() % static_cast<unsigned>(nodes));
    const int to = static_cast<int>(random() % static_cast<unsigned>(nodes));
    network.edges.push_back(
        {from, to,
         length(network.nodes[static_cast<std::size_t>(from)], network.nodes[static_cast<std::size_t>(to)]),
         random() % 5 == 0});
  }
  MapFeature block;
  block.id = "block";
  block.type = MapType::block;
  block.areas.push_back(star(random, {anywhere(random), anywhere(random)}, 8, 30));
  map.features.push_back(block);
  for (int i = 0; i < 3; ++i) {
    MapFeature exit;
    exit.id = "exit-" + std::to_string(i);
    exit.type = MapType::exit;
    const int node = static_cast<int>(random() % static_cast<unsigned>(nodes));
    exit.at = network.nodes[static_cast<std::size_t>(node)];
    network.doors[exit.id] = node;
    map.features.push_back(exit);
  }
  return map;
}

TEST_CASE("stretches of random ways about random areas are what points along them say") {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> anywhere(-20, 120);
    const MapArea area = star(random, {50, 50}, 10, 45);
    const double margin = static_cast<double>(random() % 4);
    const DangerArea danger({area}, margin);
    const MapPoint a{anywhere(random), anywhere(random)}, b{anywhere(random), anywhere(random)};
    const auto stretches = danger.stretches(a, b);
    double end = -1;
    for (const Stretch& each : stretches) {
      CHECK(each.from > end);
      CHECK(each.from <= each.to);
      end = each.to;
    }
    bool agrees = end <= 1;
    for (double t = 0; t <= 1; t += 1.0 / 64) {
      const MapPoint point{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
      const double away = distance(area, point);
      const bool is_held = std::any_of(stretches.begin(), stretches.end(),
                                       [&](const Stretch& each) { return t >= each.from && t <= each.to; });
      if (std::abs(away - margin) > 1e-5 || margin == 0)
        agrees = agrees && (is_held == (away <= margin) || (margin == 0 && away > 0 && away < 1e-5));
      if (std::abs(away - margin) > 1e-5)
        agrees = agrees && danger.holds(point) == (away <= margin);
    }
    CHECK(agrees);
  }
}

/// Whether the points along a way are in danger, from its beginning on; nothing where one is too near to
/// tell.
std::optional<std::vector<bool>> looked_at(const MapArea& area, const MapLine& line) {
  std::vector<bool> held;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const int steps = std::max(1, static_cast<int>(length(line[i], line[i + 1]) / k_step));
    for (int k = 0; k <= steps; ++k) {
      const double t = static_cast<double>(k) / steps;
      const double away = distance(
          area, {line[i].x + (line[i + 1].x - line[i].x) * t, line[i].y + (line[i + 1].y - line[i].y) * t});
      if (std::abs(away - k_danger_margin) < k_unsure)
        return std::nullopt;
      held.push_back(away < k_danger_margin);
    }
  }
  return held;
}

TEST_CASE("in random markets no way out comes into danger, or into it again") {
  int led_out = 0, looked = 0;
  for (unsigned seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const MarketMap map = random_market(random);
    const MapArea& area = map.features.front().areas.front();
    const WaysOut ways(map, std::vector<std::string>{"block"});
    for (int node = 0; node < static_cast<int>(map.network.nodes.size()); ++node) {
      for (const Steps steps : {Steps::allowed, Steps::avoided}) {
        const auto route = ways.from(node, steps);
        if (!route)
          continue;
        double metres = 0;
        for (std::size_t i = 0; i + 1 < route->points.size(); ++i)
          metres += length(route->points[i], route->points[i + 1]);
        CHECK(route->metres == Approx(metres));
        CHECK(route->points.front() == map.network.nodes[static_cast<std::size_t>(node)]);
        CHECK(route->points.back() == map.find(route->to)->at);
        const auto held = looked_at(area, route->points);
        if (!held)
          continue;
        ++looked;
        // In danger first, if at all, and then never again.
        const auto out = std::find(held->begin(), held->end(), false);
        const bool again = std::find(out, held->end(), true) != held->end();
        CHECK_FALSE(again);
        if (out != held->begin() && !held->empty()) {
          ++led_out;
          CHECK(out != held->end());
        }
      }
    }
  }
  CHECK(looked > 1000);
  CHECK(led_out > 50);
}

/// Bellman and Ford's way to the nearest of all goals, with the danger of each edge counted point by point;
/// the edges that may be walked are told by the same points.
struct Slowly {
  std::vector<WalkCost> cost;
  bool is_sure = true;

  Slowly(const MarketMap& map, const MapArea& area, Steps steps) : cost(map.network.nodes.size(), k_never) {
    const WalkNetwork& network = map.network;
    const auto at = [&](int node) { return network.nodes[static_cast<std::size_t>(node)]; };
    const auto away = [&](int node) {
      const double d = distance(area, at(node));
      is_sure = is_sure && std::abs(d - k_danger_margin) > k_unsure;
      return d;
    };
    for (const auto& [exit, node] : network.doors) {
      if (away(node) > k_danger_margin)
        cost[static_cast<std::size_t>(node)] = {};
    }
    std::vector<Arc> arcs;
    for (const WalkNetwork::Edge& edge : network.edges) {
      if (edge.steps && steps == Steps::avoided)
        continue;
      for (const auto& [from, to] : {std::pair(edge.from, edge.to), std::pair(edge.to, edge.from)})
        add(area, {from, to, {0, edge.metres}}, at(from), at(to), arcs);
    }
    for (std::size_t round = 0; round < network.nodes.size(); ++round) {
      for (const Arc& arc : arcs) {
        const WalkCost on = cost[static_cast<std::size_t>(arc.to)];
        WalkCost& here = cost[static_cast<std::size_t>(arc.from)];
        here = std::min(here, WalkCost{on.danger + arc.cost.danger, on.metres + arc.cost.metres});
      }
    }
  }

  static constexpr double k_far = std::numeric_limits<double>::infinity();
  static constexpr WalkCost k_never{k_far, k_far};

 private:
  void add(const MapArea& area, Arc arc, MapPoint a, MapPoint b, std::vector<Arc>& arcs) {
    const auto held = looked_at(area, {a, b});
    if (!held) {
      is_sure = false;
      return;
    }
    const auto out = std::find(held->begin(), held->end(), false);
    if (std::find(out, held->end(), true) != held->end())
      return;
    const double part = static_cast<double>(out - held->begin()) / static_cast<double>(held->size());
    arc.cost.danger = arc.cost.metres * part;
    arcs.push_back(arc);
  }
};

TEST_CASE("in random markets the way out is as short as any") {
  int compared = 0;
  for (unsigned seed = 1000; seed < 1200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    MarketMap map = random_market(random);
    const MapArea area = map.features.front().areas.front();
    const WaysOut ways(map, std::vector<std::string>{"block"});
    for (const Steps steps : {Steps::allowed, Steps::avoided}) {
      const Slowly slowly(map, area, steps);
      if (!slowly.is_sure)
        continue;
      for (std::size_t node = 0; node < map.network.nodes.size(); ++node) {
        CAPTURE(node);
        const auto route = ways.from(static_cast<int>(node), steps);
        CHECK(route.has_value() == (slowly.cost[node] != Slowly::k_never));
        if (!route || distance(area, map.network.nodes[node]) <= k_danger_margin)
          continue;
        ++compared;
        CHECK(route->metres == Approx(slowly.cost[node].metres));
      }
      // Out of danger by a way that is no longer in it than the shortest, but for the steps of the look.
      for (std::size_t node = 0; node < map.network.nodes.size(); ++node) {
        const auto route = ways.from(static_cast<int>(node), steps);
        if (!route || distance(area, map.network.nodes[node]) > k_danger_margin)
          continue;
        const auto held = looked_at(area, route->points);
        if (!held)
          continue;
        const double in_danger = static_cast<double>(std::count(held->begin(), held->end(), true)) * k_step;
        CHECK(in_danger <= slowly.cost[node].danger * 1.1 + 3 * k_step * 2);
      }
    }
  }
  CHECK(compared > 500);
}

TEST_CASE("in random markets the next hops lead as far as the way to each exit alone") {
  for (unsigned seed = 2000; seed < 2200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const MarketMap map = random_market(random);
    const WaysOut ways(map);
    for (int node = 0; node < static_cast<int>(map.network.nodes.size()); ++node) {
      for (const Steps steps : {Steps::allowed, Steps::avoided}) {
        std::optional<Route> nearest;
        for (const auto& [exit, door] : map.network.doors) {
          const auto route = route_to(map, node, exit, steps);
          if (route && (!nearest || route->metres < nearest->metres))
            nearest = route;
        }
        const auto way = ways.from(node, steps);
        REQUIRE(way.has_value() == nearest.has_value());
        if (way)
          CHECK(way->metres == Approx(nearest->metres));
      }
    }
  }
}

}  // namespace
}  // namespace madang
