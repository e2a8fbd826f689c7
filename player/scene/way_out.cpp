// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/way_out.h"

#include <algorithm>

#include "player/map/evacuation.h"
#include "player/map/route.h"
#include "player/timeline/alarm_turn.h"

namespace madang {

std::vector<std::string> places_of(const AlarmState& alarms, SysTime t) {
  std::vector<std::string> places;
  if (alarms.active.empty())
    return places;
  for (const Incident* each : turn_of(alarms, t).incidents) {
    if (!each->place.empty())
      places.push_back(each->place);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

WayOut way_out(const Document& document, const Screen& screen, std::vector<std::string> burning) {
  WayOut way{std::move(burning), {}, "", 0};
  for (const auto& [path, map] : document.maps) {
    const auto stand = map.stands.find(screen.id.value);
    if (stand == map.stands.end() || stand->second.node < 0)
      continue;
    const auto route = WaysOut(map, way.burning).from(stand->second.node);
    const MapFeature* exit = route ? map.find(route->to) : nullptr;
    if (exit == nullptr || exit->name.empty())
      continue;
    way.exit = exit->name;
    way.arrow = arrow_of(turn_of(*route, stand->second));
    way.metres = route->metres;
    break;
  }
  return way;
}

}  // namespace madang
