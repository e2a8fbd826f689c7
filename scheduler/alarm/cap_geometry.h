// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "scheduler/alarm/cap.h"

namespace madang::alarm {

/// A number as people write it, `-12.5`; nothing for anything else, infinity among it.
std::optional<double> parse_decimal(std::string_view text);

/// CAP 1.2, 3.2.4: `latitude,longitude latitude,longitude ...`, four pairs or more, the last one the first
/// again. Read as well: not closed, commas with spaces, and longitude first where the numbers leave no other
/// reading. Nothing where it has no inside: fewer than three corners, or a number out of range.
std::optional<std::vector<GeoPoint>> parse_polygon(std::string_view text);

/// `latitude,longitude radius`, km. A radius of 0 is a circle here; what it covers is for others to say.
std::optional<GeoCircle> parse_circle(std::string_view text);

/// Edges belong to it. Straight lines in degrees, as maps of alerts are drawn; no polygon crosses the 180th
/// meridian (CAP's authors split them there).
bool contains(const std::vector<GeoPoint>& polygon, const GeoPoint& point);

/// Along the great circle of a sphere of 6371.0088 km: half a per cent at most from the truth.
double distance_km(const GeoPoint& a, const GeoPoint& b);

}  // namespace madang::alarm
