// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cmath>

#include "player/map/view.h"
#include "tests/support/catch.h"

using namespace madang;

namespace {

MarketMap market() {
  MarketMap map;
  MapFeature outline;
  outline.type = MapType::outline;
  outline.areas = {{{{0, 0}, {200, 0}, {200, 100}, {0, 100}}, {}}};
  outline.at = {100, 50};
  map.features = {outline};
  return map;
}

}  // namespace

TEST_CASE("north is up where nobody stands, and the whole market is seen") {
  const MapView view = view_of(market(), nullptr, 0, {0, 0, 1000, 1000});
  CHECK(view.scale == Approx(5));
  CHECK(view.to_px(MapPoint{100, 50}).x == Approx(500));
  CHECK(view.to_px(MapPoint{100, 50}).y == Approx(500));
  CHECK(view.to_px(MapPoint{100, 100}).y < 500);  // north
  CHECK(view.to_px(MapPoint{200, 50}).x > 500);   // east
}

TEST_CASE("what the visitor faces is up") {
  const auto up_of = [](double up, MapPoint target) {
    const MapStand stand{{100, 50}, up, 0};
    const MapView view = view_of(market(), &stand, 30, {0, 0, 600, 600});
    const MapSpot here = view.to_px(stand.at), there = view.to_px(target);
    CHECK(there.x == Approx(here.x).margin(0.01));
    return here.y - there.y;
  };
  CHECK(up_of(90, {110, 50}) == Approx(100));    // looks east: what is in the east is above
  CHECK(up_of(180, {100, 40}) == Approx(100));   // south
  CHECK(up_of(270, {90, 50}) == Approx(100));    // west
  CHECK(up_of(0, {100, 60}) == Approx(100));
}

TEST_CASE("a turned market still fits") {
  for (double up = 0; up < 360; up += 15) {
    const MapStand stand{{0, 0}, up, 0};
    const MapView view = view_of(market(), &stand, 0, {0, 0, 800, 500});
    for (const MapPoint corner : {MapPoint{0, 0}, {200, 0}, {200, 100}, {0, 100}}) {
      const MapSpot spot = view.to_px(corner);
      CAPTURE(up, spot.x, spot.y);
      CHECK(spot.x > -0.01);
      CHECK(spot.x < 800.01);
      CHECK(spot.y > -0.01);
      CHECK(spot.y < 500.01);
    }
  }
}

TEST_CASE("the scale bar is a round number of metres that fits") {
  MapView view;
  view.scale = 7.3;
  CHECK(scale_bar(view, 200) == 20);
  CHECK(scale_bar(view, 400) == 50);
  CHECK(scale_bar(view, 80) == 10);
  view.scale = 200;
  CHECK(scale_bar(view, 100) == Approx(0.5));
}
