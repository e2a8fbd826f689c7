// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "content-schema/model/map.h"

namespace madang::test {

/// A market for tests: rows of shops on both sides of lanes that run east, a cross lane at either end, a gate at
/// the end of each lane, one block for each row. As the loader would make it, without GeoJSON.
inline MarketMap market_of(int rows, int shops_in_a_row) {
  constexpr double k_front = 5, k_deep = 6, k_lane = 4;
  MarketMap map;
  map.path = "maps/test.yaml";
  map.digest = fmt::format("test {} {}", rows, shops_in_a_row);
  map.categories = {{"food", {{{"ko", "먹거리"}, {"en", "Food"}}}, {213, 94, 0, 255}, "🍜"},
                    {"fish", {{{"ko", "수산물"}, {"en", "Seafood"}}}, {0, 114, 178, 255}, "🐟"}};
  const auto square = [](double x, double y, double width, double height) {
    return MapArea{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, {}};
  };
  const double length = shops_in_a_row * k_front;
  const double pitch = 2 * k_deep + k_lane;
  std::vector<MapFeature> blocks, lanes, shops, gates;
  auto& network = map.network;
  for (int row = 0; row < rows; ++row) {
    const double y = row * pitch;
    MapFeature block;
    block.id = fmt::format("block-{}", row);
    block.type = MapType::block;
    block.name = {{{"ko", fmt::format("{}구역", row + 1)}, {"en", fmt::format("Block {}", row + 1)}}};
    block.areas = {square(0, y + k_lane / 2, length, 2 * k_deep)};
    block.at = {length / 2, y + k_lane / 2 + k_deep};
    block.room = k_deep;
    blocks.push_back(block);
    MapFeature lane;
    lane.id = fmt::format("lane-{}", row);
    lane.type = MapType::lane;
    lane.name = {{{"ko", fmt::format("{}길", row + 1)}, {"en", fmt::format("Lane {}", row + 1)}}};
    lane.lines = {{{-3, y}, {length + 3, y}}};
    lane.width = k_lane;
    lanes.push_back(lane);
    const int first = static_cast<int>(network.nodes.size());
    network.nodes.push_back({-3, y});
    for (int i = 0; i < shops_in_a_row; ++i) {
      network.nodes.push_back({(i + 0.5) * k_front, y});
      network.edges.push_back({first + i, first + i + 1, i == 0 ? 3 + k_front / 2 : k_front, false});
      for (const bool upper : {false, true}) {
        MapFeature shop;
        shop.number = fmt::format("{}-{:02}", static_cast<char>('A' + row), 2 * i + (upper ? 2 : 1));
        shop.id = shop.number;
        shop.type = MapType::shop;
        shop.name = {{{"ko", fmt::format("가게 {}", shop.number)}, {"en", fmt::format("Shop {}", shop.number)}}};
        shop.category = (i + row) % 3 == 0 ? "fish" : "food";
        shop.block = block.id;
        const double bottom = y + k_lane / 2 + (upper ? k_deep : 0);
        shop.areas = {square(i * k_front, bottom, k_front, k_deep)};
        shop.at = {(i + 0.5) * k_front, bottom + k_deep / 2};
        shop.room = k_front / 2;
        shops.push_back(shop);
        network.doors[shop.id] = first + i + 1;
      }
    }
    network.nodes.push_back({length + 3, y});
    const int last = static_cast<int>(network.nodes.size()) - 1;
    network.edges.push_back({last - 1, last, 3 + k_front / 2, false});
    if (row > 0) {
      network.edges.push_back({first - shops_in_a_row - 2, first, pitch, false});
      network.edges.push_back({first - 1, last, pitch, false});
    }
    MapFeature gate;
    gate.id = fmt::format("gate-{}", row);
    gate.type = MapType::gate;
    gate.name = {{{"ko", fmt::format("{}번 출입구", row + 1)}, {"en", fmt::format("Gate {}", row + 1)}}};
    gate.at = {row % 2 == 0 ? -3 : length + 3, y};
    network.doors[gate.id] = row % 2 == 0 ? first : last;
    gates.push_back(gate);
  }
  for (auto* some : {&blocks, &lanes, &shops, &gates})
    map.features.insert(map.features.end(), some->begin(), some->end());
  const int here = shops_in_a_row / 2;
  map.stands["gate-1"] = {network.nodes[static_cast<size_t>(here)], 90, here};
  return map;
}

}  // namespace madang::test
