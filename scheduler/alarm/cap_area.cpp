// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/cap_area.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scheduler/alarm/cap_geometry.h"
#include "scheduler/alarm/cap_words.h"

namespace madang::alarm {
namespace {

bool is_korean_code(std::string_view code) {
  return code.size() == 10 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The digits that say something: `11` of 1100000000, none for the whole country. A city that has districts
/// of its own ends in 0 and they do not (4111000000 Suwon, 4111100000 its Jangan-gu), so a fifth digit of 0
/// goes as well.
std::string_view stem(std::string_view code) {
  for (const size_t part : {2U, 3U, 3U, 2U}) {
    if (code.substr(code.size() - part).find_first_not_of('0') != std::string_view::npos)
      break;
    code.remove_suffix(part);
  }
  if (code.size() == 5 && code.ends_with('0'))
    code.remove_suffix(1);
  return code;
}

AreaVerdict code_meets(const CapValue& ours, const CapValue& theirs) {
  if (!same_letters(ours.name, theirs.name))
    return AreaVerdict::unknown;
  if (!same_letters(ours.name, "KRDSTGeocode"))
    return ours.value == theirs.value ? AreaVerdict::inside : AreaVerdict::outside;
  if (!is_korean_code(ours.value) || !is_korean_code(theirs.value))
    return ours.value == theirs.value ? AreaVerdict::inside : AreaVerdict::unknown;
  const std::string_view a = stem(ours.value);
  const std::string_view b = stem(theirs.value);
  return a.starts_with(b) || b.starts_with(a) ? AreaVerdict::inside : AreaVerdict::outside;
}

AreaVerdict point_meets(const CapArea& area, const GeoPoint& point) {
  AreaVerdict verdict = AreaVerdict::unknown;
  for (const auto& polygon : area.polygons) {
    if (contains(polygon, point))
      return AreaVerdict::inside;
    verdict = AreaVerdict::outside;
  }
  for (const auto& circle : area.circles) {
    if (circle.radius_km <= 0)
      continue;
    if (distance_km(circle.centre, point) <= circle.radius_km)
      return AreaVerdict::inside;
    verdict = AreaVerdict::outside;
  }
  return verdict;
}

}  // namespace

std::optional<GeoPoint> parse_point(std::string_view text) {
  GeoPoint point;
  const char* end = text.data() + text.size();
  const auto latitude = std::from_chars(text.data(), end, point.latitude);
  if (latitude.ec != std::errc() || latitude.ptr == end || *latitude.ptr != ',')
    return std::nullopt;
  const auto longitude = std::from_chars(latitude.ptr + 1, end, point.longitude);
  if (longitude.ec != std::errc() || longitude.ptr != end || !(std::abs(point.latitude) <= 90) ||
      !(std::abs(point.longitude) <= 180))
    return std::nullopt;
  return point;
}

AreaVerdict area_meets(const CapArea& area, const CapPlace& place) {
  AreaVerdict verdict = place.point ? point_meets(area, *place.point) : AreaVerdict::unknown;
  for (const auto& theirs : area.geocodes) {
    for (const auto& ours : place.geocodes) {
      const AreaVerdict code = code_meets(ours, theirs);
      if (code == AreaVerdict::inside || verdict == AreaVerdict::inside)
        return AreaVerdict::inside;
      if (code == AreaVerdict::outside)
        verdict = AreaVerdict::outside;
    }
  }
  return verdict;
}

AreaVerdict areas_meet(const std::vector<CapArea>& areas, const CapPlace& place) {
  AreaVerdict verdict = areas.empty() ? AreaVerdict::unknown : AreaVerdict::outside;
  for (const auto& area : areas) {
    const AreaVerdict each = area_meets(area, place);
    if (each == AreaVerdict::inside)
      return each;
    if (each == AreaVerdict::unknown)
      verdict = each;
  }
  return verdict;
}

}  // namespace madang::alarm
