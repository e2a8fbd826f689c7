// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/icons.h"

#include <array>
#include <cmath>
#include <numbers>

namespace madang {
namespace {

constexpr Colour k_escape{0, 122, 61, 255};
constexpr Colour k_fire{196, 18, 18, 255};
constexpr Colour k_service{24, 78, 148, 255};
constexpr Colour k_place{88, 64, 40, 255};

Colour badge_of(MapType type) {
  switch (type) {
    case MapType::exit:
    case MapType::gate:
    case MapType::assembly:
    case MapType::aed:
      return k_escape;
    case MapType::extinguisher:
      return k_fire;
    case MapType::landmark:
      return k_place;
    default:
      return k_service;
  }
}

void rounded(cairo_t* c, double half, double radius) {
  constexpr double q = std::numbers::pi / 2;
  cairo_new_sub_path(c);
  cairo_arc(c, half - radius, -half + radius, radius, -q, 0);
  cairo_arc(c, half - radius, half - radius, radius, 0, q);
  cairo_arc(c, -half + radius, half - radius, radius, q, 2 * q);
  cairo_arc(c, -half + radius, -half + radius, radius, 2 * q, 3 * q);
  cairo_close_path(c);
}

struct Spot {
  double x, y;
};

template <size_t N>
void path(cairo_t* c, const std::array<Spot, N>& spots, bool close) {
  for (const Spot& spot : spots)
    cairo_line_to(c, spot.x, spot.y);
  if (close)
    cairo_close_path(c);
}

void dot(cairo_t* c, double x, double y, double radius) {
  cairo_new_sub_path(c);
  cairo_arc(c, x, y, radius, 0, 2 * std::numbers::pi);
  cairo_fill(c);
}

void person(cairo_t* c, double x, bool skirt) {
  dot(c, x, -0.55, 0.16);
  if (skirt)
    path(c, std::array<Spot, 4>{{{x - 0.1, -0.32}, {x + 0.1, -0.32}, {x + 0.3, 0.3}, {x - 0.3, 0.3}}}, true);
  else
    cairo_rectangle(c, x - 0.2, -0.32, 0.4, 0.62);
  cairo_fill(c);
  cairo_rectangle(c, x - 0.13, 0.26, 0.1, 0.42);
  cairo_rectangle(c, x + 0.03, 0.26, 0.1, 0.42);
  cairo_fill(c);
}

/// In a square from -1 to 1, white on the badge.
void draw_pictogram(cairo_t* c, MapType type) {
  cairo_set_line_width(c, 0.2);
  cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(c, CAIRO_LINE_JOIN_ROUND);
  switch (type) {
    case MapType::stairs:
      path(c,
           std::array<Spot, 8>{{{-0.65, 0.55}, {-0.25, 0.55}, {-0.25, 0.2}, {0.1, 0.2}, {0.1, -0.15}, {0.4, -0.15},
                                {0.4, -0.5}, {0.7, -0.5}}},
           false);
      cairo_stroke(c);
      return;
    case MapType::elevator:
      path(c, std::array<Spot, 3>{{{-0.55, -0.1}, {0, -0.65}, {0.55, -0.1}}}, true);
      cairo_fill(c);
      path(c, std::array<Spot, 3>{{{-0.55, 0.15}, {0, 0.7}, {0.55, 0.15}}}, true);
      cairo_fill(c);
      return;
    case MapType::toilet:
      person(c, -0.36, false);
      person(c, 0.36, true);
      return;
    case MapType::atm:
      cairo_rectangle(c, -0.68, -0.4, 1.36, 0.8);
      cairo_set_line_width(c, 0.16);
      cairo_stroke(c);
      dot(c, 0, 0, 0.2);
      return;
    case MapType::aed:
      cairo_move_to(c, 0, 0.68);
      cairo_curve_to(c, -0.95, 0.05, -0.7, -0.65, -0.3, -0.6);
      cairo_curve_to(c, -0.1, -0.58, 0, -0.4, 0, -0.3);
      cairo_curve_to(c, 0, -0.4, 0.1, -0.58, 0.3, -0.6);
      cairo_curve_to(c, 0.7, -0.65, 0.95, 0.05, 0, 0.68);
      cairo_fill(c);
      cairo_set_source_rgb(c, k_escape.r / 255.0, k_escape.g / 255.0, k_escape.b / 255.0);
      path(c, std::array<Spot, 6>{{{0.12, -0.42}, {-0.22, 0.1}, {-0.02, 0.1}, {-0.1, 0.48}, {0.24, -0.06}, {0.04, -0.06}}},
           true);
      cairo_fill(c);
      return;
    case MapType::extinguisher:
      cairo_rectangle(c, -0.26, -0.2, 0.52, 0.9);
      cairo_fill(c);
      cairo_rectangle(c, -0.1, -0.5, 0.2, 0.3);
      cairo_fill(c);
      cairo_set_line_width(c, 0.13);
      path(c, std::array<Spot, 3>{{{0.0, -0.5}, {0.45, -0.6}, {0.55, -0.15}}}, false);
      cairo_stroke(c);
      return;
    case MapType::information:
      dot(c, 0, -0.52, 0.17);
      cairo_rectangle(c, -0.14, -0.2, 0.28, 0.85);
      cairo_fill(c);
      return;
    case MapType::stop:
      cairo_rectangle(c, -0.58, -0.6, 1.16, 1.0);
      cairo_fill(c);
      dot(c, -0.32, 0.52, 0.15);
      dot(c, 0.32, 0.52, 0.15);
      cairo_set_source_rgb(c, k_service.r / 255.0, k_service.g / 255.0, k_service.b / 255.0);
      cairo_rectangle(c, -0.42, -0.42, 0.84, 0.36);
      cairo_fill(c);
      return;
    case MapType::parking:
      cairo_set_line_width(c, 0.26);
      cairo_move_to(c, -0.25, 0.65);
      cairo_line_to(c, -0.25, -0.55);
      cairo_line_to(c, 0.1, -0.55);
      cairo_arc(c, 0.1, -0.2, 0.35, -std::numbers::pi / 2, std::numbers::pi / 2);
      cairo_line_to(c, -0.25, 0.15);
      cairo_stroke(c);
      return;
    case MapType::landmark: {
      for (int i = 0; i < 10; ++i) {
        const double radius = i % 2 == 0 ? 0.75 : 0.32;
        const double angle = (i / 10.0 * 2 - 0.5) * std::numbers::pi;
        cairo_line_to(c, radius * std::cos(angle), radius * std::sin(angle));
      }
      cairo_close_path(c);
      cairo_fill(c);
      return;
    }
    case MapType::assembly:
      person(c, 0, false);
      cairo_set_line_width(c, 0.16);
      for (const double side : {-1.0, 1.0}) {
        path(c, std::array<Spot, 3>{{{side * 0.75, -0.4}, {side * 0.42, -0.1}, {side * 0.75, 0.2}}}, false);
        cairo_stroke(c);
      }
      return;
    case MapType::gate:
    case MapType::exit:
      cairo_set_line_width(c, 0.17);
      path(c, std::array<Spot, 4>{{{0.05, 0.65}, {0.62, 0.65}, {0.62, -0.65}, {0.05, -0.65}}}, false);
      cairo_stroke(c);
      cairo_move_to(c, 0.3, 0);
      cairo_line_to(c, -0.65, 0);
      path(c, std::array<Spot, 3>{{{-0.32, -0.34}, {-0.68, 0}, {-0.32, 0.34}}}, false);
      cairo_stroke(c);
      return;
    default:
      dot(c, 0, 0, 0.4);
      return;
  }
}

}  // namespace

void draw_mark(cairo_t* cairo, MapType type, double x, double y, double side) {
  cairo_save(cairo);
  cairo_translate(cairo, x, y);
  cairo_scale(cairo, side / 2, side / 2);
  const Colour badge = badge_of(type);
  rounded(cairo, 1.12, 0.36);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_fill(cairo);
  rounded(cairo, 1, 0.3);
  cairo_set_source_rgb(cairo, badge.r / 255.0, badge.g / 255.0, badge.b / 255.0);
  cairo_fill(cairo);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  draw_pictogram(cairo, type);
  cairo_restore(cairo);
}

}  // namespace madang
