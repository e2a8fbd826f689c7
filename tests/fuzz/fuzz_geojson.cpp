// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "content-schema/geo/map_maker.h"
#include "tests/fuzz/must.h"

/// Whatever file stands beside a map: no crash, and what comes of it can be drawn and walked.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace madang;
  auto features = geo::read_geojson(std::as_bytes(std::span(data, size)));
  if (!features)
    return 0;
  Site site;
  site.languages = {"ko", "en"};
  Screen screen;
  screen.id = {"gate-1"};
  screen.place = ScreenPlace{"gate-1", 0, 0, 90};
  site.screens = {screen};
  geo::MapSource source;
  source.coordinates = size % 2 == 0 ? geo::Coordinates::metres : geo::Coordinates::degrees;
  const geo::MadeMap made = geo::make_map(source, std::move(*features), site);
  const int nodes = static_cast<int>(made.map.network.nodes.size());
  for (const WalkNetwork::Edge& edge : made.map.network.edges) {
    must(edge.from >= 0 && edge.from < nodes && edge.to >= 0 && edge.to < nodes && edge.from != edge.to);
    must(std::isfinite(edge.metres) && edge.metres >= 0);
  }
  for (const auto& [id, node] : made.map.network.doors)
    must(node >= 0 && node < nodes);
  for (const MapFeature& feature : made.map.features) {
    must(std::isfinite(feature.at.x) && std::isfinite(feature.at.y) && feature.room >= 0);
    for (const MapArea& area : feature.areas)
      must(area.outer.size() >= 3);
  }
  return 0;
}
