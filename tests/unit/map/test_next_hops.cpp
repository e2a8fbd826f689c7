// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/next_hops.h"

#include "tests/support/catch.h"

namespace madang {
namespace {

using Nodes = std::vector<int>;

WalkNetwork network_of(int nodes, std::vector<WalkNetwork::Edge> edges) {
  WalkNetwork network;
  network.nodes.resize(static_cast<std::size_t>(nodes));
  network.edges = std::move(edges);
  return network;
}

NextHops hops_of(const WalkNetwork& network, Nodes goals, Steps steps = Steps::allowed) {
  return next_hops(network.nodes.size(), arcs_of(network, steps), goals);
}

TEST_CASE("from everywhere to the nearest goal, by the shortest way") {
  const auto network = network_of(6, {{0, 1, 5}, {1, 2, 5}, {0, 2, 11}, {2, 3, 4}, {3, 4, 1}});
  const NextHops hops = hops_of(network, {0, 4});
  CHECK(hops.walk(2) == Nodes{2, 3, 4});
  CHECK(hops.cost[2].metres == 5);
  CHECK(hops.walk(1) == Nodes{1, 0});
  CHECK(hops.walk(4) == Nodes{4});
  CHECK(hops.walk(5).empty());  // no way leads there
  CHECK(hops.walk(-1).empty());
  CHECK(hops.walk(6).empty());
  CHECK(hops_of(network, {0}).walk(2) == Nodes{2, 1, 0});
  CHECK(hops_of(network, {}).walk(0).empty());
}

TEST_CASE(
    "of two ways that are equally long the one over the lower number is taken, in whatever order they "
    "stand") {
  std::vector<WalkNetwork::Edge> edges{{0, 1, 5}, {0, 2, 5}, {1, 3, 5}, {2, 3, 5}};
  CHECK(hops_of(network_of(4, edges), {0}).walk(3) == Nodes{3, 1, 0});
  std::reverse(edges.begin(), edges.end());
  CHECK(hops_of(network_of(4, edges), {0}).walk(3) == Nodes{3, 1, 0});
  // Also where the other one is nearer to the goal, and found first.
  CHECK(hops_of(network_of(4, {{0, 1, 2}, {0, 2, 1}, {1, 3, 3}, {2, 3, 4}}), {0}).walk(3) == Nodes{3, 1, 0});
}

TEST_CASE("ways of no length, from a node to itself and twice, end nowhere but at the goal") {
  const auto network = network_of(4, {{0, 1, 0}, {1, 2, 0}, {2, 0, 0}, {2, 2, 0}, {2, 3, 1}, {3, 2, 1}});
  const NextHops hops = hops_of(network, {0});
  CHECK(hops.walk(3).back() == 0);
  CHECK(hops.walk(2).back() == 0);
  CHECK(hops_of(network, {0, 1}).walk(3).size() <= 4);
}

TEST_CASE("less danger is worth any detour") {
  const std::vector<Arc> arcs{
      {0, 3, {1, 1}}, {0, 1, {0, 100}}, {1, 3, {0, 100}}, {2, 0, {5, 5}}, {2, 3, {4, 904}}};
  const NextHops hops = next_hops(4, arcs, Nodes{3});
  CHECK(hops.walk(0) == Nodes{0, 1, 3});
  CHECK(hops.walk(2) == Nodes{2, 3});
  CHECK(hops.walk(3) == Nodes{3});
}

TEST_CASE("a way is walked in its direction only") {
  CHECK(next_hops(2, {{1, 0, {0, 1}}}, Nodes{1}).walk(0).empty());
  CHECK(next_hops(2, {{0, 1, {0, 1}}}, Nodes{1}).walk(0) == Nodes{0, 1});
}

TEST_CASE("without steps there are only ways without them, and what is no edge is none") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto network = network_of(
      3, {{0, 1, 5, true}, {0, 2, 50}, {2, 1, 50}, {0, 7, 1}, {-1, 1, 1}, {2, 1, -1}, {2, 1, nan}});
  CHECK(hops_of(network, {1}).walk(0) == Nodes{0, 1});
  CHECK(hops_of(network, {1}, Steps::avoided).walk(0) == Nodes{0, 2, 1});
  CHECK(hops_of(network, {1}).cost[2].metres == 50);
}

}  // namespace
}  // namespace madang
