// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <set>
#include <string>
#include <vector>

#include "content-schema/model/map.h"
#include "player/map/view.h"
#include "player/media/picture.h"

namespace madang {

/// How the ground of a map is drawn.
struct MapLook {
  std::set<std::string>
      strong;  ///< ids and categories whose shops keep their colour; the others pale. Empty: all
  std::set<std::string> closed;  ///< ids of shops that do not open today
  bool pale = false;             ///< all of them pale, as under a way out
  struct Mark {
    MapType type;
    MapSpot at;   ///< near its feature: no mark hides another one
    double side;  ///< px
  };
  std::vector<Mark> marks;
  PicturePtr plan;         ///< under everything; may be null
  double plan_metres = 0;  ///< how wide it is
};

/// Everything of the map but its words, over nothing: the picture of a box. Pure.
PicturePtr paint_ground(const MarketMap& map, const MapView& view, Size box, const MapLook& look);

/// Whether people look for this by its mark rather than its name.
bool has_mark(MapType type);

/// What a shop is filled with: its category's colour; grey and hatched where it is closed.
Colour shop_colour(const MapFeature& shop, const std::vector<MapCategory>& categories, const MapLook& look);

/// A colour that nobody looks at now.
Colour pale(Colour colour);

}  // namespace madang
