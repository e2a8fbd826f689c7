// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <benchmark/benchmark.h>

#include <random>
#include <string>

#include "player/map/evacuation.h"

// What the ways out of a market cost: 500 nodes and 10 blocks that can burn are to be worked out within 50 ms
// of a programme's arrival, and a visitor's way is asked for in every picture.
using namespace madang;

namespace {

/// Lanes in a grid of 10 m, some with steps, and an exit for every fifty nodes; blocks of sixteen corners
/// between them. The same for the same numbers.
MarketMap market(int nodes, int blocks) {
  constexpr int k_row = 25;
  std::mt19937 random(1);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  MarketMap map;
  for (int i = 0; i < nodes; ++i) {
    map.network.nodes.push_back({i % k_row * 10.0 + below(30) / 10.0, i / k_row * 10.0 + below(30) / 10.0});
    for (const int before : {i % k_row > 0 ? i - 1 : -1, i - k_row}) {
      if (before >= 0)
        map.network.edges.push_back({before, i, 10.0, below(10) == 0});
    }
  }
  for (int i = 0; i < blocks; ++i) {
    MapFeature& block = map.features.emplace_back();
    block.id = "block-" + std::to_string(i);
    block.type = MapType::block;
    const MapPoint corner{below(20) * 10.0 + 2, below(nodes / k_row) * 10.0 + 2};
    MapArea& area = block.areas.emplace_back();
    constexpr MapPoint k_ways[] = {{2, 0}, {0, 2}, {-2, 0}, {0, -2}};
    MapPoint at = corner;
    for (const MapPoint way : k_ways) {
      for (int step = 0; step < 4; ++step) {
        area.outer.push_back(at);
        at = {at.x + way.x * 4, at.y + way.y};
      }
    }
  }
  for (int node = 0; node < nodes; node += 50) {
    MapFeature& exit = map.features.emplace_back();
    exit.id = "exit-" + std::to_string(node);
    exit.type = MapType::exit;
    exit.at = map.network.nodes[static_cast<std::size_t>(node)];
    map.network.doors[exit.id] = node;
  }
  return map;
}

void route_table(benchmark::State& state) {
  const MarketMap map = market(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
  for (auto _ : state)
    benchmark::DoNotOptimize(Evacuation(map));
}

BENCHMARK(route_table)
    ->ArgNames({"nodes", "places"})
    ->Args({500, 10})
    ->Args({500, 200})
    ->Args({2000, 50})
    ->Unit(benchmark::kMillisecond);

void way_out(benchmark::State& state) {
  const MarketMap map = market(500, 10);
  const Evacuation evacuation(map);
  const WaysOut& ways = *evacuation.during("block-3");
  int node = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(ways.from(node++ % 500));
}

BENCHMARK(way_out);

void way_to_a_shop(benchmark::State& state) {
  const MarketMap map = market(500, 0);
  int node = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(route_to(map, node++ % 500, "exit-0"));
}

BENCHMARK(way_to_a_shop)->Unit(benchmark::kMicrosecond);

}  // namespace
