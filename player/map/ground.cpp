// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/ground.h"

#include <algorithm>
#include <numbers>

#include "player/map/icons.h"
#include "player/map/pen.h"

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
    return std::move(canvas_).picture();
  }

 private:
  void paint_plan() {
    if (!look_.plan || look_.plan->size.empty() || look_.plan_metres <= 0)
      return;
    const Picture& plan = *look_.plan;
    const CairoSurface surface = surface_of(plan);
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
    fill(feature, shop_colour(feature, map_.categories, look_), std::clamp(view_.scale / 8, 0.5, 2.0));
    if (look_.pale || !look_.closed.contains(feature.id))
      return;
    cairo_t* c = canvas_.get();
    trace(c, view_, feature);
    hatch_closed(c);
  }

  const MarketMap& map_;
  const MapView& view_;
  const MapLook& look_;
  Canvas canvas_;
};

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

Colour shop_colour(const MapFeature& shop, const std::vector<MapCategory>& categories, const MapLook& look) {
  const auto category = std::find_if(categories.begin(), categories.end(),
                                     [&](const MapCategory& each) { return each.id == shop.category; });
  const Colour colour = category != categories.end() ? category->colour : k_shop;
  if (look.pale)
    return pale(colour);
  if (look.closed.contains(shop.id))
    return k_closed_shop;
  return look.strong.empty() || is_strong(shop, look.strong) ? colour : pale(colour);
}

PicturePtr paint_ground(const MarketMap& map, const MapView& view, Size box, const MapLook& look) {
  return Ground(map, view, box, look).paint();
}

}  // namespace madang
