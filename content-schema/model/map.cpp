// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/map.h"

#include <algorithm>

namespace madang {

std::string_view word_of(MapType type) {
  return k_map_type_words[static_cast<size_t>(type)];
}

bool leads_out(MapType type) {
  return type == MapType::gate || type == MapType::exit;
}

const MapFeature* MarketMap::find(std::string_view id) const {
  const auto found =
      std::find_if(features.begin(), features.end(), [&](const MapFeature& each) { return each.id == id; });
  return found == features.end() ? nullptr : &*found;
}

}  // namespace madang
