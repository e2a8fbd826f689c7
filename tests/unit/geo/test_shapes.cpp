// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cmath>

#include "content-schema/geo/plane.h"
#include "content-schema/geo/shapes.h"
#include "tests/support/catch.h"

using namespace madang;

namespace {

const MapLine k_square{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};
const MapLine k_clockwise{{0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0}};
const MapLine k_hole{{2, 2}, {8, 2}, {8, 8}, {2, 8}, {2, 2}};

double area(const MapLine& ring) {
  double twice = 0;
  for (size_t i = 0; i < ring.size(); ++i) {
    const MapPoint &a = ring[i], &b = ring[(i + 1) % ring.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return twice / 2;
}

}  // namespace

TEST_CASE("rings come out wound the right way, whichever way they were drawn") {
  for (const MapLine& outer : {k_square, k_clockwise}) {
    const auto made = geo::to_areas({{outer, k_hole}});
    REQUIRE(made.areas.size() == 1);
    CHECK_FALSE(made.flaw);
    CHECK(area(made.areas[0].outer) == Approx(100));
    REQUIRE(made.areas[0].holes.size() == 1);
    CHECK(area(made.areas[0].holes[0]) == Approx(-36));
    CHECK(made.areas[0].outer.size() == 4);
  }
}

TEST_CASE("an outline that crosses itself is mended, and told with the place") {
  const auto made = geo::to_areas({{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}}});
  REQUIRE(made.flaw);
  CHECK(made.flaw->at == MapPoint{5, 5});
  double all = 0;
  for (const MapArea& each : made.areas)
    all += area(each.outer);
  CHECK(all == Approx(50));
}

TEST_CASE("fewer than three corners are no area") {
  CHECK(geo::to_areas({{{{0, 0}, {1, 1}}}}).areas.empty());
  CHECK(geo::to_areas({{{{0, 0}, {0, 0}, {0, 0}, {0, 0}}}}).areas.empty());
  CHECK(geo::to_areas({{}}).areas.empty());
  CHECK(geo::to_areas({{{{0, 0}, {5, 0}, {9, 0}, {0, 0}}}}).areas.empty());
}

TEST_CASE("the deepest point has the most room, also around a hole") {
  const auto square = geo::deepest_point(geo::to_areas({{k_square}}).areas);
  CHECK(square.room == Approx(5).margin(0.15));
  CHECK(std::hypot(square.at.x - 5, square.at.y - 5) < 0.3);
  const auto frame = geo::deepest_point(geo::to_areas({{k_square, k_hole}}).areas);
  CHECK(frame.room < 1.5);
  CHECK(frame.room > 0.9);
}

TEST_CASE("a label's place in a sliver is found without looking at millions of squares") {
  // What the fuzzer found: three kilometres by a millimetre.
  const auto sliver = geo::deepest_point(geo::to_areas({{{{0, 0}, {3000, 0}, {3000, 0.001}, {0, 0.001}}}}).areas);
  CHECK(sliver.room == 0);
  CHECK(sliver.at.x > 0);
  CHECK(sliver.at.x < 3000);
  const auto lane = geo::deepest_point(geo::to_areas({{{{0, 0}, {900, 0}, {900, 1}, {0, 1}}}}).areas);
  CHECK(lane.room == Approx(0.5).margin(0.1));
}

TEST_CASE("how much of a shop lies in its block") {
  const auto block = geo::to_areas({{k_square}}).areas;
  const auto half = geo::to_areas({{{{5, 2}, {15, 2}, {15, 4}, {5, 4}}}}).areas;
  CHECK(geo::part_within(half, block) == Approx(0.5));
  CHECK(geo::part_within(block, block) == Approx(1));
  CHECK(geo::part_within({}, block) == 0);
}

TEST_CASE("lanes are parted where they cross, and where one ends just short of another") {
  const auto cross = geo::part_at_crossings({{{0, 0}, {10, 0}}, {{5, -5}, {5, 5}}});
  CHECK(cross.size() == 4);
  const auto nearly = geo::part_at_crossings({{{0, 0}, {10, 0}}, {{5, 5}, {5, 0.1}}});
  CHECK(nearly.size() == 3);
  CHECK(geo::part_at_crossings({{{1, 1}, {1, 1}}}).empty());
}

TEST_CASE("degrees become metres as geodesy has them") {
  // One arc minute of latitude at 45 degrees is 1852.2 m (the nautical mile's origin); a degree of longitude at
  // 33.25 degrees on the ellipsoid is 93,203 m (Vincenty).
  const auto plane = geo::Plane::around(126.56, 45);
  CHECK(plane.to_metres({126.56, 45 + 1 / 60.0}).y == Approx(1852.2).epsilon(0.0005));
  const auto jeju = geo::Plane::around(126, 33.25);
  CHECK(jeju.to_metres({127, 33.25}).x == Approx(93'203).epsilon(0.001));
  CHECK(jeju.to_metres({126, 33.25}) == MapPoint{0, 0});
}

TEST_CASE("pixels of a plan count from its upper left corner") {
  CHECK(geo::Plane::flat(0.5, true).to_metres({100, 40}) == MapPoint{50, -20});
  CHECK(geo::Plane::flat(0.5, false).to_metres({100, -40}) == MapPoint{50, -20});
}
