// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scheduler/alarm/cap.h"

namespace madang::alarm {

/// Where a site is, as far as anybody has said. Nothing said: every alert may be for it.
struct CapPlace {
  std::vector<CapValue> geocodes;  ///< e.g. KRDSTGeocode 1111000000
  std::optional<GeoPoint> point;
  std::vector<std::string>
      names;  ///< under which Private and Restricted messages reach us: address, kind of system
  std::vector<std::string> own_senders = {};  ///< `sender` of the market's own gateways: their fires are here
};

/// `33.512,126.528`: latitude and longitude in degrees. Nothing for what is none.
std::optional<GeoPoint> parse_point(std::string_view text);

enum class AreaVerdict { inside, outside, unknown };

/// Whether an area meets the place. Shapes and codes together are one area, so one that fits is enough.
/// Outside is only what could be compared and did not fit; a code of another system, a place without a point,
/// a circle of radius 0 (an epicentre, not an area) say nothing. KRDSTGeocode are the ten digits of Korean
/// administrative areas (2 + 3 + 3 + 2, zeros for all of it): a province meets its districts, and a district
/// its province.
AreaVerdict area_meets(const CapArea& area, const CapPlace& place);

/// Of all the areas of an info: inside where one is; outside where every one is; else, and without areas,
/// unknown.
AreaVerdict areas_meet(const std::vector<CapArea>& areas, const CapPlace& place);

}  // namespace madang::alarm
