// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/sprites.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "player/map/pen.h"

namespace madang {
namespace {

constexpr Colour k_fire{208, 24, 24, 255};

/// Around the spots, with air, and no larger than the box.
Rect extent(const std::vector<MapSpot>& spots, double air, Size box) {
  if (spots.empty())
    return {};
  double left = spots.front().x, right = left, top = spots.front().y, bottom = top;
  for (const MapSpot& spot : spots) {
    left = std::min(left, spot.x);
    right = std::max(right, spot.x);
    top = std::min(top, spot.y);
    bottom = std::max(bottom, spot.y);
  }
  constexpr double k_far = 20'000;
  const auto whole = [&](double value) {
    return static_cast<int>(std::lround(std::clamp(value, -k_far, k_far)));
  };
  const int x = whole(std::floor(left - air)), y = whole(std::floor(top - air));
  return intersect({x, y, whole(std::ceil(right + air)) - x, whole(std::ceil(bottom + air)) - y},
                   {0, 0, box.width, box.height});
}

}  // namespace

MapSprite paint_spotlight(const MapFeature& feature, const MapView& view, Size box, Colour colour) {
  std::vector<MapSpot> spots;
  for (const MapArea& area : feature.areas) {
    const auto outer = view.to_px(area.outer);
    spots.insert(spots.end(), outer.begin(), outer.end());
  }
  if (spots.empty())
    spots.push_back(view.to_px(feature.at));
  const double width = std::max(4.0, view.scale * 0.7);
  const Rect place = extent(spots, width * 2, box);
  if (place.empty())
    return {};
  Canvas canvas(place.size());
  cairo_t* c = canvas.get();
  cairo_translate(c, -place.x, -place.y);
  trace(c, view, feature);
  cairo_set_line_width(c, width * 2);
  cairo_set_source_rgb(c, 1, 1, 1);
  cairo_stroke_preserve(c);
  set_colour(c, colour);
  cairo_set_line_width(c, width);
  cairo_stroke(c);
  return {std::move(canvas).picture(), place};
}

MapSprite paint_fire(const MapFeature& feature, const MapView& view, Size box, double mark) {
  std::vector<MapSpot> spots;
  for (const MapArea& area : feature.areas) {
    const auto outer = view.to_px(area.outer);
    spots.insert(spots.end(), outer.begin(), outer.end());
  }
  const double line = std::max(3.0, mark / 6);
  const Rect place = extent(spots, line, box);
  if (place.empty())
    return {};
  Canvas canvas(place.size());
  cairo_t* c = canvas.get();
  cairo_translate(c, -place.x, -place.y);
  cairo_save(c);
  trace(c, view, feature);
  cairo_clip_preserve(c);
  set_colour(c, {k_fire.r, k_fire.g, k_fire.b, 110});
  cairo_fill(c);
  const double step = std::max(12.0, mark * 0.7);
  set_colour(c, k_fire);
  hatch(c, place, step, step / 4);
  cairo_restore(c);
  trace(c, view, feature);
  set_colour(c, k_fire);
  cairo_set_line_width(c, line);
  cairo_stroke(c);
  return {std::move(canvas).picture(), place};
}

MapSprite paint_cross(MapSpot at, double mark, Size box) {
  const double reach = mark * 0.85;
  const Rect place = extent({at}, reach, box);
  if (place.empty())
    return {};
  Canvas canvas(place.size());
  cairo_t* c = canvas.get();
  cairo_translate(c, -place.x, -place.y);
  cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
  for (const bool border : {true, false}) {
    for (const double side : {1.0, -1.0}) {
      cairo_move_to(c, at.x - side * mark * 0.6, at.y - mark * 0.6);
      cairo_line_to(c, at.x + side * mark * 0.6, at.y + mark * 0.6);
    }
    set_colour(c, border ? Colour{255, 255, 255, 255} : k_fire);
    cairo_set_line_width(c, mark / (border ? 3 : 5));
    cairo_stroke(c);
  }
  return {std::move(canvas).picture(), place};
}

MapSprite paint_way(const std::vector<MapSpot>& way, Size box, double width, Colour colour) {
  const Rect place = way.size() < 2 ? Rect{} : extent(way, width * 2.5, box);
  if (place.empty())
    return {};
  Canvas canvas(place.size());
  cairo_t* c = canvas.get();
  cairo_translate(c, -place.x, -place.y);
  // The line ends where the head begins, or its round end would stand out beyond the tip.
  const MapSpot tip = way.back();
  size_t last = way.size() - 1;
  double left = width * 1.6;
  MapSpot neck = tip;
  while (last > 0) {
    const MapSpot& before = way[last - 1];
    const double length = std::hypot(neck.x - before.x, neck.y - before.y);
    if (length > left) {
      neck = {neck.x + (before.x - neck.x) * left / length, neck.y + (before.y - neck.y) * left / length};
      break;
    }
    left -= length;
    neck = before;
    --last;
  }
  std::vector<MapSpot> line(way.begin(), way.begin() + static_cast<std::ptrdiff_t>(last));
  line.push_back(neck);
  const double angle = std::atan2(tip.y - neck.y, tip.x - neck.x);
  const auto head = [&] {
    cairo_new_sub_path(c);
    cairo_line_to(c, tip.x, tip.y);
    for (const double wing : {0.5, -0.5})
      cairo_line_to(c, tip.x - 1.9 * width * std::cos(angle + wing),
                    tip.y - 1.9 * width * std::sin(angle + wing));
    cairo_close_path(c);
  };
  cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
  for (const bool border : {true, false}) {
    if (border)
      cairo_set_source_rgb(c, 1, 1, 1);
    else
      set_colour(c, colour);
    trace(c, line, false);
    cairo_set_line_width(c, border ? width * 1.5 : width);
    cairo_stroke(c);
    head();
    cairo_set_line_width(c, border ? width : width * 0.5);
    cairo_stroke_preserve(c);
    cairo_fill(c);
  }
  return {std::move(canvas).picture(), place};
}

PicturePtr paint_north(double up, int side) {
  Canvas canvas({side, side});
  cairo_t* c = canvas.get();
  cairo_translate(c, side / 2.0, side / 2.0);
  cairo_scale(c, side / 2.0, side / 2.0);
  cairo_arc(c, 0, 0, 0.96, 0, 2 * std::numbers::pi);
  cairo_set_source_rgba(c, 1, 1, 1, 0.92);
  cairo_fill(c);
  cairo_rotate(c, -up * std::numbers::pi / 180);
  for (const bool east : {false, true}) {
    cairo_move_to(c, 0, -0.78);
    cairo_line_to(c, east ? 0.4 : -0.4, 0.55);
    cairo_line_to(c, 0, 0.28);
    cairo_close_path(c);
    set_colour(c, east ? Colour{150, 20, 20, 255} : k_fire);
    cairo_fill(c);
  }
  return std::move(canvas).picture();
}

PicturePtr paint_scale(int width, int height) {
  Canvas canvas({width, height});
  cairo_t* c = canvas.get();
  const double line = std::max(2.0, height / 4.0);
  cairo_set_line_width(c, line);
  cairo_move_to(c, line / 2, 0);
  cairo_line_to(c, line / 2, height - line / 2);
  cairo_line_to(c, width - line / 2, height - line / 2);
  cairo_line_to(c, width - line / 2, 0);
  set_colour(c, {40, 32, 26, 255});
  cairo_stroke(c);
  return std::move(canvas).picture();
}

}  // namespace madang
