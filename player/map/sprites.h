// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <vector>

#include "content-schema/model/map.h"
#include "player/map/view.h"
#include "player/media/picture.h"

namespace madang {

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

}  // namespace madang
