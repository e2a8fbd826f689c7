// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/view.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace madang {
namespace {

/// What a visitor means by the market; roads and car parks around it may be cut off.
bool belongs(MapType type) {
  return type != MapType::road && type != MapType::green && type != MapType::water && type != MapType::building;
}

struct Turned {
  double right = 0;
  double down = 0;
};

Turned turned(MapPoint point, double up) {
  const double angle = up * std::numbers::pi / 180;
  const double sine = std::sin(angle), cosine = std::cos(angle);
  return {point.x * cosine - point.y * sine, -(point.x * sine + point.y * cosine)};
}

MapPoint turned_back(Turned spot, double up) {
  const double angle = up * std::numbers::pi / 180;
  const double sine = std::sin(angle), cosine = std::cos(angle);
  return {spot.right * cosine - spot.down * sine, -spot.right * sine - spot.down * cosine};
}

}  // namespace

MapSpot MapView::to_px(MapPoint point) const {
  const Turned spot = turned({point.x - centre.x, point.y - centre.y}, up);
  return {middle.x + spot.right * scale, middle.y + spot.down * scale};
}

std::vector<MapSpot> MapView::to_px(const MapLine& line) const {
  std::vector<MapSpot> out;
  out.reserve(line.size());
  for (const MapPoint& point : line)
    out.push_back(to_px(point));
  return out;
}

MapView view_of(const MarketMap& map, const MapStand* stand, double around, const Rect& free) {
  MapView view;
  view.up = stand != nullptr ? stand->up : 0;
  view.middle = {free.x + free.width / 2.0, free.y + free.height / 2.0};
  if (stand != nullptr && around > 0) {
    view.centre = stand->at;
    view.scale = std::min(free.width, free.height) / (2 * around);
    return view;
  }
  constexpr double k_far = std::numeric_limits<double>::infinity();
  double left = k_far, right = -k_far, top = k_far, bottom = -k_far;
  const auto see = [&](MapPoint point) {
    const Turned spot = turned(point, view.up);
    left = std::min(left, spot.right);
    right = std::max(right, spot.right);
    top = std::min(top, spot.down);
    bottom = std::max(bottom, spot.down);
  };
  for (const bool all : {false, true}) {
    for (const MapFeature& each : map.features) {
      if (!all && !belongs(each.type))
        continue;
      see(each.at);
      for (const MapArea& area : each.areas)
        std::for_each(area.outer.begin(), area.outer.end(), see);
      for (const MapLine& line : each.lines)
        std::for_each(line.begin(), line.end(), see);
    }
    if (left <= right)
      break;
  }
  if (left > right)
    return view;
  view.centre = turned_back({(left + right) / 2, (top + bottom) / 2}, view.up);
  const double least = 1;  // a market of one point is shown, too
  view.scale = std::min(free.width / std::max(least, right - left), free.height / std::max(least, bottom - top));
  return view;
}

double scale_bar(const MapView& view, double most_px) {
  const double most = most_px / view.scale;
  const double power = std::pow(10, std::floor(std::log10(std::max(most, 1e-3))));
  for (const double digit : {5.0, 2.0}) {
    if (digit * power <= most)
      return digit * power;
  }
  return power;
}

}  // namespace madang
