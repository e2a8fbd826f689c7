// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "content-schema/model/map.h"

namespace madang {

/// Whether a way may have steps; a wheelchair's may not.
enum class Steps { allowed, avoided };

/// How long a way is, in m. Of two ways the one with less danger is the shorter one, however much longer.
struct WalkCost {
  double danger = 0;  ///< of it in what burns, or too near
  double metres = 0;  ///< all of it
  friend auto operator<=>(const WalkCost&, const WalkCost&) = default;
};

/// A way between two nodes, in the direction in which it may be walked.
struct Arc {
  int from = 0;
  int to = 0;
  WalkCost cost;
};

/// Where to go from each node to come to the nearest goal.
struct NextHops {
  static constexpr int k_none = -1;

  std::vector<int> next;       ///< a neighbour; of a goal itself; k_none: no way leads to any
  std::vector<WalkCost> cost;  ///< of all the way there, where there is one

  /// The nodes from `node` on, both ends among them; empty where no way leads there, also for what is no
  /// node.
  std::vector<int> walk(int node) const;
};

/// Dijkstra's algorithm from all goals at once, against the arcs. Of ways that are equally long the one over
/// the neighbour with the lower number is taken. `arcs` name nodes below `nodes` only, and no cost is
/// negative. Pure.
NextHops next_hops(std::size_t nodes, const std::vector<Arc>& arcs, std::span<const int> goals);

/// The edges of a network that can be walked, either way. What names no node of it or has no length that can
/// be is left out.
std::vector<Arc> arcs_of(const WalkNetwork& network, Steps steps);

}  // namespace madang
