// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/geo/plane.h"

#include <cmath>
#include <numbers>

namespace madang::geo {
namespace {

constexpr double k_equator_m = 6378137.0;             // WGS 84, semi-major axis
constexpr double k_eccentricity_2 = 0.00669437999014;  // first eccentricity, squared

double to_millimetre(double metres) {
  return std::round(metres * 1000) / 1000;
}

}  // namespace

Plane Plane::around(double longitude, double latitude) {
  const double degree = std::numbers::pi / 180;
  const double sine = std::sin(latitude * degree);
  const double w = 1 - k_eccentricity_2 * sine * sine;
  const double along_meridian = k_equator_m * (1 - k_eccentricity_2) / std::pow(w, 1.5);
  const double across = k_equator_m / std::sqrt(w) * std::cos(latitude * degree);
  return {{longitude, latitude}, across * degree, along_meridian * degree};
}

Plane Plane::flat(double metres_per_unit, bool y_down) {
  return {{0, 0}, metres_per_unit, y_down ? -metres_per_unit : metres_per_unit};
}

MapPoint Plane::to_metres(MapPoint written) const {
  return {to_millimetre((written.x - origin_.x) * x_), to_millimetre((written.y - origin_.y) * y_)};
}

MapPoint Plane::to_written(MapPoint metres) const {
  return {metres.x / x_ + origin_.x, metres.y / y_ + origin_.y};
}

}  // namespace madang::geo
