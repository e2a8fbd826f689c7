// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/next_hops.h"

#include <cmath>
#include <functional>
#include <queue>
#include <utility>

namespace madang {
namespace {

/// The arcs that lead to each node: those of node n are from `begin[n]` up to `begin[n + 1]`.
struct ArcsByEnd {
  std::vector<std::size_t> begin;
  std::vector<const Arc*> arcs;
};

ArcsByEnd by_end(std::size_t nodes, const std::vector<Arc>& arcs) {
  ArcsByEnd sorted{std::vector<std::size_t>(nodes + 1), std::vector<const Arc*>(arcs.size())};
  for (const Arc& each : arcs)
    ++sorted.begin[static_cast<std::size_t>(each.to) + 1];
  for (std::size_t node = 0; node < nodes; ++node)
    sorted.begin[node + 1] += sorted.begin[node];
  std::vector<std::size_t> place(sorted.begin.begin(), sorted.begin.end() - 1);
  for (const Arc& each : arcs)
    sorted.arcs[place[static_cast<std::size_t>(each.to)]++] = &each;
  return sorted;
}

WalkCost operator+(const WalkCost& a, const WalkCost& b) {
  return {a.danger + b.danger, a.metres + b.metres};
}

}  // namespace

std::vector<int> NextHops::walk(int node) const {
  std::vector<int> nodes;
  if (node < 0 || static_cast<std::size_t>(node) >= next.size() ||
      next[static_cast<std::size_t>(node)] == k_none)
    return nodes;
  nodes.push_back(node);
  // Each hop was reached later than the one behind it, so this ends.
  for (int then = next[static_cast<std::size_t>(node)]; then != nodes.back();
       then = next[static_cast<std::size_t>(then)])
    nodes.push_back(then);
  return nodes;
}

NextHops next_hops(std::size_t nodes, const std::vector<Arc>& arcs, std::span<const int> goals) {
  const ArcsByEnd towards = by_end(nodes, arcs);
  NextHops found{std::vector<int>(nodes, NextHops::k_none), std::vector<WalkCost>(nodes)};
  std::vector<bool> is_final(nodes);
  using Reached = std::pair<WalkCost, int>;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> front;
  for (const int goal : goals) {
    found.next[static_cast<std::size_t>(goal)] = goal;
    front.emplace(WalkCost{}, goal);
  }
  while (!front.empty()) {
    const int node = front.top().second;
    front.pop();
    const auto here = static_cast<std::size_t>(node);
    if (is_final[here])
      continue;  // it was reached on a longer way before
    is_final[here] = true;
    for (std::size_t i = towards.begin[here]; i < towards.begin[here + 1]; ++i) {
      const Arc& arc = *towards.arcs[i];
      const auto before = static_cast<std::size_t>(arc.from);
      const WalkCost cost = found.cost[here] + arc.cost;
      const bool is_first = found.next[before] == NextHops::k_none;
      const bool is_better =
          cost < found.cost[before] || (cost == found.cost[before] && node < found.next[before]);
      if (is_final[before] || !(is_first || is_better))
        continue;
      found.next[before] = node;
      found.cost[before] = cost;
      front.emplace(cost, arc.from);
    }
  }
  return found;
}

std::vector<Arc> arcs_of(const WalkNetwork& network, Steps steps) {
  std::vector<Arc> arcs;
  arcs.reserve(network.edges.size() * 2);
  const auto count = static_cast<int>(network.nodes.size());
  const auto is_node = [&](int node) { return node >= 0 && node < count; };
  for (const WalkNetwork::Edge& edge : network.edges) {
    if (!is_node(edge.from) || !is_node(edge.to) || !std::isfinite(edge.metres) || edge.metres < 0 ||
        (edge.steps && steps == Steps::avoided))
      continue;
    arcs.push_back({edge.from, edge.to, {0, edge.metres}});
    arcs.push_back({edge.to, edge.from, {0, edge.metres}});
  }
  return arcs;
}

}  // namespace madang
