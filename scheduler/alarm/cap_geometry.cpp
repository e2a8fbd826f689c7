// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap_geometry.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace madang::alarm {
namespace {

bool on_earth(const GeoPoint& point) {
  return std::abs(point.latitude) <= 90 && std::abs(point.longitude) <= 180;
}

/// Numbers between commas and white space; nothing where one is none.
std::optional<std::vector<double>> parse_numbers(std::string_view text) {
  constexpr std::string_view between = ", \t\r\n";
  std::vector<double> numbers;
  for (size_t at = text.find_first_not_of(between); at != std::string_view::npos;) {
    const size_t end = std::min(text.find_first_of(between, at), text.size());
    const auto number = parse_decimal(text.substr(at, end - at));
    if (!number)
      return std::nullopt;
    numbers.push_back(*number);
    at = text.find_first_not_of(between, end);
  }
  return numbers;
}

/// Twice the area of the triangle; its sign tells the side of `c` from the line a-b.
double side(const GeoPoint& a, const GeoPoint& b, const GeoPoint& c) {
  return (b.longitude - a.longitude) * (c.latitude - a.latitude) -
         (b.latitude - a.latitude) * (c.longitude - a.longitude);
}

bool on_edge(const GeoPoint& a, const GeoPoint& b, const GeoPoint& p) {
  constexpr double tiny = 1e-12;  // degrees squared: far below a millimetre for the edges that there are
  return std::abs(side(a, b, p)) <= tiny && p.latitude >= std::min(a.latitude, b.latitude) &&
         p.latitude <= std::max(a.latitude, b.latitude) &&
         p.longitude >= std::min(a.longitude, b.longitude) &&
         p.longitude <= std::max(a.longitude, b.longitude);
}

}  // namespace

std::optional<double> parse_decimal(std::string_view text) {
  if (text.starts_with('+'))
    text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

std::optional<std::vector<GeoPoint>> parse_polygon(std::string_view text) {
  const auto numbers = parse_numbers(text);
  if (!numbers || numbers->size() % 2 != 0)
    return std::nullopt;
  std::vector<GeoPoint> corners;
  bool longitude_first = false;
  for (size_t i = 0; i < numbers->size(); i += 2) {
    corners.push_back({(*numbers)[i], (*numbers)[i + 1]});
    longitude_first = longitude_first || std::abs(corners.back().latitude) > 90;
  }
  if (longitude_first) {
    for (auto& each : corners)
      std::swap(each.latitude, each.longitude);
  }
  if (corners.size() > 1 && corners.front() == corners.back())
    corners.pop_back();
  if (corners.size() < 3 || !std::all_of(corners.begin(), corners.end(), on_earth))
    return std::nullopt;
  return corners;
}

std::optional<GeoCircle> parse_circle(std::string_view text) {
  const auto numbers = parse_numbers(text);
  if (!numbers || numbers->size() != 3 || numbers->back() < 0)
    return std::nullopt;
  GeoCircle circle{{(*numbers)[0], (*numbers)[1]}, (*numbers)[2]};
  if (std::abs(circle.centre.latitude) > 90)
    std::swap(circle.centre.latitude, circle.centre.longitude);
  if (!on_earth(circle.centre))
    return std::nullopt;
  return circle;
}

bool contains(const std::vector<GeoPoint>& polygon, const GeoPoint& point) {
  bool inside = false;
  for (size_t i = 0; i < polygon.size(); ++i) {
    const GeoPoint& a = polygon[i];
    const GeoPoint& b = polygon[(i + 1) % polygon.size()];
    if (on_edge(a, b, point))
      return true;
    const bool crosses = (a.latitude > point.latitude) != (b.latitude > point.latitude);
    // To the right of the point, whichever way the edge runs.
    if (crosses && (side(a, b, point) > 0) == (b.latitude > a.latitude))
      inside = !inside;
  }
  return inside;
}

double distance_km(const GeoPoint& a, const GeoPoint& b) {
  constexpr double radians = std::numbers::pi / 180;
  const auto half_sine_squared = [](double angle) { return std::pow(std::sin(angle / 2), 2); };
  const double h = half_sine_squared((b.latitude - a.latitude) * radians) +
                   std::cos(a.latitude * radians) * std::cos(b.latitude * radians) *
                       half_sine_squared((b.longitude - a.longitude) * radians);
  return 2 * 6371.0088 * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace madang::alarm
