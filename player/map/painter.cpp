// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/painter.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "player/map/cairo.h"
#include "player/map/icons.h"

namespace madang {
namespace {

constexpr Colour k_green{205, 224, 190, 255};
constexpr Colour k_water{176, 210, 232, 255};
constexpr Colour k_road{226, 222, 214, 255};
constexpr Colour k_outline{240, 233, 220, 255};
constexpr Colour k_building{222, 214, 202, 255};
constexpr Colour k_block{228, 216, 196, 255};
constexpr Colour k_lane{255, 255, 255, 255};
constexpr Colour k_edge{150, 132, 110, 255};
constexpr Colour k_parking{205, 217, 236, 255};
constexpr Colour k_shop{214, 200, 178, 255};  // without a category
constexpr Colour k_fire{208, 24, 24, 255};

/// A picture to draw into; read out when done.
class Canvas {
 public:
  explicit Canvas(Size size)
      : size_(size),
        surface_(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, size.width, size.height)),
        cairo_(cairo_create(surface_.get())) {
    cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_ROUND);
  }
  cairo_t* get() const { return cairo_.get(); }

  PicturePtr picture() const {
    auto picture = std::make_shared<Picture>();
    if (size_.empty() || cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS)
      return picture;
    cairo_surface_flush(surface_.get());
    picture->size = size_;
    picture->opaque = false;
    picture->pixels.resize(static_cast<size_t>(picture->stride()) * static_cast<size_t>(size_.height));
    const unsigned char* from = cairo_image_surface_get_data(surface_.get());
    const int stride = cairo_image_surface_get_stride(surface_.get());
    for (int y = 0; y < size_.height; ++y) {
      std::memcpy(picture->pixels.data() + static_cast<size_t>(y) * static_cast<size_t>(picture->stride()),
                  from + static_cast<std::ptrdiff_t>(y) * stride, static_cast<size_t>(picture->stride()));
    }
    return picture;
  }

 private:
  Size size_;
  CairoSurface surface_;
  Cairo cairo_;
};

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

bool is_strong(const MapFeature& feature, const std::set<std::string>& strong) {
  return strong.contains(feature.id) || (!feature.category.empty() && strong.contains(feature.category));
}

class Ground {
 public:
  Ground(const MarketMap& map, const MapView& view, Size box, const MapLook& look)
      : map_(map), view_(view), look_(look), canvas_(box) {}

  PicturePtr paint() && {
    paint_plan();
    for (const MapFeature& each : map_.features)
      paint_area(each);
    paint_lanes();
    for (const MapFeature& each : map_.features)
      paint_shop(each);
    for (const MapLook::Mark& each : look_.marks)
      draw_mark(canvas_.get(), each.type, each.at.x, each.at.y, each.side);
    return canvas_.picture();
  }

 private:
  void paint_plan() {
    if (!look_.plan || look_.plan->size.empty() || look_.plan_metres <= 0)
      return;
    const Picture& plan = *look_.plan;
    const CairoSurface surface(cairo_image_surface_create_for_data(const_cast<unsigned char*>(plan.pixels.data()),
                                                                   CAIRO_FORMAT_ARGB32, plan.size.width,
                                                                   plan.size.height, plan.stride()));
    cairo_t* c = canvas_.get();
    cairo_save(c);
    const MapSpot corner = view_.to_px(MapPoint{0, 0});
    cairo_translate(c, corner.x, corner.y);
    cairo_rotate(c, -view_.up * std::numbers::pi / 180);
    const double scale = view_.scale * look_.plan_metres / plan.size.width;
    cairo_scale(c, scale, scale);
    cairo_set_source_surface(c, surface.get(), 0, 0);
    cairo_paint_with_alpha(c, look_.pale ? 0.5 : 1);
    cairo_restore(c);
  }

  void fill(const MapFeature& feature, Colour colour, double edge) {
    cairo_t* c = canvas_.get();
    trace(c, view_, feature);
    set_colour(c, colour);
    if (edge <= 0) {
      cairo_fill(c);
      return;
    }
    cairo_fill_preserve(c);
    set_colour(c, k_edge);
    cairo_set_line_width(c, edge);
    cairo_stroke(c);
  }

  void paint_area(const MapFeature& feature) {
    switch (feature.type) {
      case MapType::green:
        return fill(feature, k_green, 0);
      case MapType::water:
        return fill(feature, k_water, 0);
      case MapType::road:
        return stroke(feature, k_road, feature.width);
      case MapType::outline:
        return fill(feature, k_outline, 1.5);
      case MapType::building:
        return fill(feature, k_building, 1);
      case MapType::block:
        return fill(feature, k_block, 1);
      case MapType::parking:
        return fill(feature, look_.pale ? pale(k_parking) : k_parking, 1);
      default:
        return;
    }
  }

  void stroke(const MapFeature& feature, Colour colour, double metres) {
    cairo_t* c = canvas_.get();
    for (const MapLine& line : feature.lines)
      trace(c, view_.to_px(line), false);
    set_colour(c, colour);
    cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(c, std::max(2.0, metres * view_.scale));
    cairo_stroke(c);
  }

  /// All of them as one, so that crossings show no seam.
  void paint_lanes() {
    for (const MapFeature& each : map_.features) {
      if (each.type == MapType::lane)
        stroke(each, k_lane, each.width);
    }
    cairo_t* c = canvas_.get();
    for (const MapFeature& each : map_.features) {
      if (each.type != MapType::lane || !each.steps)
        continue;
      for (const MapLine& line : each.lines)
        trace(c, view_.to_px(line), false);
      const double width = std::max(2.0, each.width * view_.scale);
      const double dash[] = {std::max(1.0, width / 8), std::max(2.0, width / 6)};
      cairo_set_dash(c, dash, 2, 0);
      cairo_set_line_cap(c, CAIRO_LINE_CAP_BUTT);
      cairo_set_line_width(c, width);
      set_colour(c, k_edge);
      cairo_stroke(c);
      cairo_set_dash(c, nullptr, 0, 0);
    }
  }

  void paint_shop(const MapFeature& feature) {
    if (feature.type != MapType::shop || feature.areas.empty())
      return;
    Colour colour = k_shop;
    for (const MapCategory& each : map_.categories) {
      if (each.id == feature.category)
        colour = each.colour;
    }
    const bool weak = look_.pale || (!look_.strong.empty() && !is_strong(feature, look_.strong));
    fill(feature, weak ? pale(colour) : colour, std::clamp(view_.scale / 8, 0.5, 2.0));
  }

  const MarketMap& map_;
  const MapView& view_;
  const MapLook& look_;
  Canvas canvas_;
};

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
  const auto whole = [&](double value) { return static_cast<int>(std::lround(std::clamp(value, -k_far, k_far))); };
  const int x = whole(std::floor(left - air)), y = whole(std::floor(top - air));
  return intersect({x, y, whole(std::ceil(right + air)) - x, whole(std::ceil(bottom + air)) - y},
                   {0, 0, box.width, box.height});
}

}  // namespace

bool has_mark(MapType type) {
  return type >= MapType::stairs || type == MapType::parking;
}

Colour pale(Colour colour) {
  const auto mix = [](std::uint8_t value, std::uint8_t paper) {
    return static_cast<std::uint8_t>((value * 22 + paper * 78) / 100);
  };
  return {mix(colour.r, 240), mix(colour.g, 234), mix(colour.b, 224), colour.a};
}

PicturePtr paint_ground(const MarketMap& map, const MapView& view, Size box, const MapLook& look) {
  return Ground(map, view, box, look).paint();
}

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
  const Canvas canvas(place.size());
  cairo_t* c = canvas.get();
  cairo_translate(c, -place.x, -place.y);
  trace(c, view, feature);
  cairo_set_line_width(c, width * 2);
  cairo_set_source_rgb(c, 1, 1, 1);
  cairo_stroke_preserve(c);
  set_colour(c, colour);
  cairo_set_line_width(c, width);
  cairo_stroke(c);
  return {canvas.picture(), place};
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
  const Canvas canvas(place.size());
  cairo_t* c = canvas.get();
  cairo_translate(c, -place.x, -place.y);
  cairo_save(c);
  trace(c, view, feature);
  cairo_clip_preserve(c);
  set_colour(c, {k_fire.r, k_fire.g, k_fire.b, 110});
  cairo_fill(c);
  const double step = std::max(12.0, mark * 0.7);
  for (double x = place.x - place.height; x < place.right(); x += step) {
    cairo_move_to(c, x, place.bottom());
    cairo_line_to(c, x + place.height, place.y);
  }
  set_colour(c, k_fire);
  cairo_set_line_width(c, step / 4);
  cairo_stroke(c);
  cairo_restore(c);
  trace(c, view, feature);
  set_colour(c, k_fire);
  cairo_set_line_width(c, line);
  cairo_stroke(c);
  return {canvas.picture(), place};
}

MapSprite paint_cross(MapSpot at, double mark, Size box) {
  const double reach = mark * 0.85;
  const Rect place = extent({at}, reach, box);
  if (place.empty())
    return {};
  const Canvas canvas(place.size());
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
  return {canvas.picture(), place};
}

MapSprite paint_way(const std::vector<MapSpot>& way, Size box, double width, Colour colour) {
  const Rect place = way.size() < 2 ? Rect{} : extent(way, width * 2.5, box);
  if (place.empty())
    return {};
  const Canvas canvas(place.size());
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
      cairo_line_to(c, tip.x - 1.9 * width * std::cos(angle + wing), tip.y - 1.9 * width * std::sin(angle + wing));
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
  return {canvas.picture(), place};
}

PicturePtr paint_north(double up, int side) {
  const Canvas canvas({side, side});
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
  return canvas.picture();
}

PicturePtr paint_scale(int width, int height) {
  const Canvas canvas({width, height});
  cairo_t* c = canvas.get();
  const double line = std::max(2.0, height / 4.0);
  cairo_set_line_width(c, line);
  cairo_move_to(c, line / 2, 0);
  cairo_line_to(c, line / 2, height - line / 2);
  cairo_line_to(c, width - line / 2, height - line / 2);
  cairo_line_to(c, width - line / 2, 0);
  set_colour(c, {40, 32, 26, 255});
  cairo_stroke(c);
  return canvas.picture();
}

}  // namespace madang
