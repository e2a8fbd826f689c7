// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "content-schema/model/map.h"
#include "player/map/view.h"
#include "player/media/picture.h"

namespace madang {

/// How the ground of a map is drawn.
struct MapLook {
  std::set<std::string> strong;  ///< ids and categories whose shops keep their colour; the others pale. Empty: all
  bool pale = false;             ///< all of them pale, as under a way out
  struct Mark {
    MapType type;
    MapSpot at;   ///< near its feature: no mark hides another one
    double side;  ///< px
  };
  std::vector<Mark> marks;
  PicturePtr plan;               ///< under everything; may be null
  double plan_metres = 0;        ///< how wide it is
};

/// Everything of the map but its words, over nothing: the picture of a box. Pure.
PicturePtr paint_ground(const MarketMap& map, const MapView& view, Size box, const MapLook& look);

/// A feature's outline as something to look at, cut to what it covers, and where that lies in the box. An
/// empty picture where nothing of it is in the box.
struct MapSprite {
  PicturePtr picture;
  Rect place;
  friend bool operator==(const MapSprite&, const MapSprite&) = default;
};
using MapSpritePtr = std::shared_ptr<const MapSprite>;
MapSprite paint_spotlight(const MapFeature& feature, const MapView& view, Size box, Colour colour);

/// What burns: hatched, so that who sees no red sees it, too.
MapSprite paint_fire(const MapFeature& feature, const MapView& view, Size box, double mark);

/// A cross over a way out that is closed.
MapSprite paint_cross(MapSpot at, double mark, Size box);

/// A way, from the first point to an arrow's head at the last one.
MapSprite paint_way(const std::vector<MapSpot>& way, Size box, double width, Colour colour);

/// An arrow to where north is, in a circle.
PicturePtr paint_north(double up, int side);

/// A bar of so many px with its ends marked.
PicturePtr paint_scale(int width, int height);

/// Whether people look for this by its mark rather than its name.
bool has_mark(MapType type);

/// What shops of a category are filled with, and one that nobody looks at now.
Colour pale(Colour colour);

}  // namespace madang
