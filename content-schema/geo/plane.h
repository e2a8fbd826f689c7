// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/model/map.h"

namespace madang::geo {

/// What the numbers of a features' file mean.
enum class Coordinates {
  degrees,  ///< WGS 84, longitude and latitude (RFC 7946 4)
  metres,
  pixels,  ///< of the plan from its upper left corner, downward, or negative where they count upward (QGIS)
};

/// From what a file's numbers mean to metres east and north of an origin, to the millimetre.
class Plane {
 public:
  /// Around a point of WGS 84, in degrees (RFC 7946 4). A metre is a metre within 10 km of it: radii of
  /// curvature of the ellipsoid there (NIMA TR8350.2), no projection.
  static Plane around(double longitude, double latitude);
  /// Metres already, or pixels of a plan of so many metres each, the second number growing up or down.
  static Plane flat(double metres_per_unit, bool y_down);

  MapPoint to_metres(MapPoint written) const;
  /// Back again, for people who look for the place in their own program.
  MapPoint to_written(MapPoint metres) const;

 private:
  Plane(MapPoint origin, double x, double y) : origin_(origin), x_(x), y_(y) {}
  MapPoint origin_;
  double x_ = 1;  // metres per unit
  double y_ = 1;
};

}  // namespace madang::geo
