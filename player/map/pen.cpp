// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/pen.h"

namespace madang {

void set_colour(cairo_t* c, Colour colour) {
  cairo_set_source_rgba(c, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0, colour.a / 255.0);
}

void trace(cairo_t* c, const std::vector<MapSpot>& spots, bool close) {
  cairo_new_sub_path(c);
  for (const MapSpot& spot : spots)
    cairo_line_to(c, spot.x, spot.y);
  if (close)
    cairo_close_path(c);
}

void trace(cairo_t* c, const MapView& view, const MapFeature& feature) {
  for (const MapArea& area : feature.areas) {
    trace(c, view.to_px(area.outer), true);
    for (const MapLine& hole : area.holes)
      trace(c, view.to_px(hole), true);
  }
}

void hatch(cairo_t* c, const Rect& place, double step, double line) {
  cairo_new_path(c);
  for (double x = place.x - place.height; x < place.right(); x += step) {
    cairo_move_to(c, x, place.bottom());
    cairo_line_to(c, x + place.height, place.y);
  }
  cairo_set_line_width(c, line);
  cairo_stroke(c);
}

void hatch_closed(cairo_t* c) {
  constexpr double k_step = 9, k_line = 1.5;  // px
  cairo_save(c);
  cairo_clip(c);
  double left = 0, top = 0, right = 0, bottom = 0;
  cairo_clip_extents(c, &left, &top, &right, &bottom);
  set_colour(c, {204, 198, 190, 255});
  hatch(c,
        {static_cast<int>(left), static_cast<int>(top), static_cast<int>(right - left) + 1,
         static_cast<int>(bottom - top) + 1},
        k_step, k_line);
  cairo_restore(c);
}

}  // namespace madang
