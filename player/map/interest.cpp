// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/interest.h"

#include <algorithm>

#include "player/map/ground.h"

namespace madang {

bool leads_away(const MapItem& item) {
  return item.route != MapItem::Route::none;
}

bool is_named(const std::vector<std::string>& ids, const MapFeature& feature) {
  return std::find(ids.begin(), ids.end(), feature.id) != ids.end();
}

bool is_marked(const MapItem& item, const MapFeature& feature) {
  if (!has_mark(feature.type))
    return false;
  if (is_named(item.highlight, feature) || is_named(item.minutes, feature))
    return true;
  switch (feature.type) {
    case MapType::gate:
    case MapType::exit:
    case MapType::aed:
    case MapType::stairs:
      return true;
    case MapType::assembly:
    case MapType::extinguisher:
      return leads_away(item);
    default:
      return !leads_away(item);
  }
}

int rank_of(const MapItem& item, const MapFeature& feature, std::string_view exit, bool noted) {
  if (leads_away(item)) {
    if (feature.id == exit)
      return 100;
    if (leads_out(feature.type))
      return 60;
    return feature.type == MapType::assembly ? 50 : feature.type == MapType::block ? 20 : 0;
  }
  if (is_named(item.minutes, feature) || noted)
    return 90;
  if (is_named(item.highlight, feature))
    return 85;
  switch (feature.type) {
    case MapType::gate:
      return 80;
    case MapType::block:
      return 70;
    case MapType::landmark:
      return 60;
    case MapType::exit:
    case MapType::parking:
      return 50;
    case MapType::information:
    case MapType::stop:
      return 40;
    default:
      return 0;
  }
}

bool is_closed(const MapFeature& shop, std::optional<int> weekday) {
  return weekday && std::find(shop.closed.begin(), shop.closed.end(), *weekday) != shop.closed.end();
}

}  // namespace madang
