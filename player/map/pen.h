// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

// Private to this folder: strokes that several of its painters make, with cairo.

#include <vector>

#include "content-schema/model/colour.h"
#include "content-schema/model/map.h"
#include "player/map/view.h"
#include "player/media/canvas.h"

namespace madang {

void set_colour(cairo_t* c, Colour colour);
/// Adds a path through the spots.
void trace(cairo_t* c, const std::vector<MapSpot>& spots, bool close);
/// The same around all areas of a feature, holes too.
void trace(cairo_t* c, const MapView& view, const MapFeature& feature);
/// Slanted lines over a rectangle, to be clipped: `step` px apart, `line` px wide.
void hatch(cairo_t* c, const Rect& place, double step, double line);

inline constexpr Colour k_closed_shop{236, 233, 228, 255};
/// Hatches what was traced, as a shop that is closed; the path is spent.
void hatch_closed(cairo_t* c);

}  // namespace madang
