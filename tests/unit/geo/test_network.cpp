// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>

#include "content-schema/geo/walk_network.h"
#include "tests/support/catch.h"

using namespace madang;

namespace {

MapFeature lane(MapLine line, bool steps = false) {
  MapFeature feature;
  feature.type = MapType::lane;
  feature.lines = {std::move(line)};
  feature.steps = steps;
  return feature;
}

double length(const WalkNetwork& network) {
  double all = 0;
  for (const auto& edge : network.edges)
    all += edge.metres;
  return all;
}

}  // namespace

TEST_CASE("a door stands at the nearest point of the nearest lane") {
  const auto network = geo::make_network({lane({{0, 0}, {100, 0}})}, {{"A-01", {30, 4}, 10}, {"far", {30, 40}, 10}});
  REQUIRE(network.doors.size() == 1);
  const MapPoint door = network.nodes[static_cast<size_t>(network.doors.at("A-01"))];
  CHECK(door.x == Approx(30));
  CHECK(door.y == Approx(0).margin(0.01));
  CHECK(network.nodes.size() == 3);
  CHECK(length(network) == Approx(100));
}

TEST_CASE("doors across the lane from each other share their node, and one at a corner is the corner") {
  const auto network = geo::make_network({lane({{0, 0}, {100, 0}})},
                                         {{"A", {30, 4}, 10}, {"B", {30.2, -4}, 10}, {"C", {100, 3}, 10}, {"D", {0, 3}, 10}});
  CHECK(network.doors.at("A") == network.doors.at("B"));
  CHECK(network.nodes.size() == 3);
  CHECK(network.nodes[static_cast<size_t>(network.doors.at("C"))].x == Approx(100));
  CHECK(network.nodes[static_cast<size_t>(network.doors.at("D"))].x == Approx(0).margin(0.01));
}

TEST_CASE("lanes that meet are one network, and those that do not are two") {
  const std::vector<MapFeature> crossing{lane({{0, 0}, {100, 0}}), lane({{50, -50}, {50, 50}})};
  const auto one = geo::parts_of(geo::make_network(crossing, {}));
  CHECK(*std::max_element(one.begin(), one.end()) == 0);
  const std::vector<MapFeature> apart{lane({{0, 0}, {100, 0}}), lane({{0, 50}, {100, 50}})};
  const auto two = geo::parts_of(geo::make_network(apart, {}));
  CHECK(*std::max_element(two.begin(), two.end()) == 1);
}

TEST_CASE("steps stay steps when their lane is parted") {
  const auto network =
      geo::make_network({lane({{0, 0}, {100, 0}}), lane({{50, 0}, {50, 40}}, true)}, {{"shop", {50, 20}, 5}});
  double with_steps = 0;
  for (const auto& edge : network.edges)
    with_steps += edge.steps ? edge.metres : 0;
  CHECK(with_steps == Approx(40));
  CHECK(length(network) == Approx(140));
}

TEST_CASE("a market without lanes has no ways") {
  const auto network = geo::make_network({}, {{"A-01", {0, 0}, 10}});
  CHECK(network.nodes.empty());
  CHECK(network.doors.empty());
  CHECK(geo::parts_of(network).empty());
}
