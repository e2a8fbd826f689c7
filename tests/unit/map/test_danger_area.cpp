// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/danger_area.h"

#include <algorithm>
#include <cmath>

#include "tests/support/catch.h"

namespace madang {
namespace {

// What touches by a micrometre counts, and where a way only just touches that is some millimetres of it.
constexpr double k_rounding = 1e-4;

MapLine square(double least, double most) {
  return {{least, least}, {most, least}, {most, most}, {least, most}};
}

void check_stretches(const DangerArea& danger, MapPoint a, MapPoint b, const std::vector<Stretch>& expected) {
  CAPTURE(a.x, a.y, b.x, b.y);
  const auto found = danger.stretches(a, b);
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].from == Approx(expected[i].from).margin(k_rounding));
    CHECK(found[i].to == Approx(expected[i].to).margin(k_rounding));
  }
  // The same from the other end.
  const auto back = danger.stretches(b, a);
  REQUIRE(back.size() == expected.size());
  CHECK(back.front().from == Approx(1 - expected.back().to).margin(k_rounding));
}

TEST_CASE("in danger is what burns, and what is no further than the margin from it") {
  const DangerArea danger({{square(0, 10), {}}}, 3);
  for (const MapPoint point : {MapPoint{5, 5}, {0, 0}, {0, 5}, {-3, 5}, {13, 10}, {12, 12}, {5, -2.9}}) {
    CAPTURE(point.x, point.y);
    CHECK(danger.holds(point));
  }
  // A corner reaches as far as a side, and no further: its margin is round.
  for (const MapPoint point : {MapPoint{-3.001, 5}, {12.2, 12.2}, {13, 10.1}, {100, 5}}) {
    CAPTURE(point.x, point.y);
    CHECK_FALSE(danger.holds(point));
  }
  CHECK_FALSE(DangerArea().holds({5, 5}));
}

TEST_CASE("a way is in danger from where it comes near to where it has left") {
  const DangerArea danger({{square(0, 10), {}}}, 3);
  check_stretches(danger, {-10, 5}, {20, 5}, {{7 / 30.0, 23 / 30.0}});
  check_stretches(danger, {5, 5}, {5, 25}, {{0, 0.4}});
  check_stretches(danger, {4, 4}, {6, 6}, {{0, 1}});
  check_stretches(danger, {2, 2}, {2, 2}, {{0, 1}});
  CHECK(danger.stretches({-5, -10}, {-5, 20}).empty());
  CHECK(danger.stretches({20, 20}, {30, 20}).empty());
  CHECK(danger.stretches({20, 20}, {20, 20}).empty());
  // Past a corner that is as far as can be: the way is a tangent of its round margin.
  CHECK(danger.stretches({10, 14.3}, {14.3, 10}).size() == 0);
  CHECK(danger.stretches({10, 14.2}, {14.2, 10}).size() == 1);
}

TEST_CASE("what only touches is in danger: a side, a corner, and the margin of either") {
  const DangerArea bare({{square(0, 10), {}}}, 0);
  check_stretches(bare, {-10, 0}, {20, 0}, {{1 / 3.0, 2 / 3.0}});     // along a side
  check_stretches(bare, {-10, 10}, {10, -10}, {{0.5, 0.5}});          // past a corner
  check_stretches(bare, {-10, 5}, {0, 5}, {{1, 1}});                  // up to a side
  check_stretches(bare, {-10, -10}, {0, 0}, {{1, 1}});                // up to a corner
  check_stretches(bare, {-10, -10}, {20, 20}, {{1 / 3.0, 2 / 3.0}});  // in at a corner, out at another
  CHECK(bare.stretches({-10, 5}, {-0.001, 5}).empty());

  const DangerArea danger({{square(0, 10), {}}}, 3);
  check_stretches(danger, {-10, -3}, {20, -3}, {{1 / 3.0, 2 / 3.0}});  // just along the margin
  check_stretches(danger, {-10, 5}, {-3, 5}, {{1, 1}});
  CHECK(danger.stretches({-10, -3.001}, {20, -3.001}).empty());
}

TEST_CASE("what touches is in danger whichever way it lies, however its coordinates were rounded") {
  for (int degrees = 0; degrees < 360; degrees += 7) {
    CAPTURE(degrees);
    const double c = std::cos(degrees * 0.01745), s = std::sin(degrees * 0.01745);
    const auto turned = [&](MapPoint p) {
      return MapPoint{c * p.x - s * p.y + 70.1, s * p.x + c * p.y + 30.3};
    };
    MapLine ring;
    for (const MapPoint p : square(0, 10))
      ring.push_back(turned(p));
    const DangerArea bare({{ring, {}}}, 0), danger({{ring, {}}}, 3);
    CHECK_FALSE(bare.stretches(turned({-10, 10}), turned({10, -10})).empty());
    CHECK_FALSE(bare.stretches(turned({-10, 0}), turned({20, 0})).empty());
    CHECK_FALSE(danger.stretches(turned({-10, -3}), turned({20, -3})).empty());
    CHECK(danger.holds(turned({5, -3})));
    CHECK(danger.holds(turned({13, 10})));
  }
}

TEST_CASE("two areas that touch at a corner, or with their margins, leave no way between them") {
  const DangerArea corners({{square(0, 10), {}}, {square(10, 20), {}}}, 0);
  check_stretches(corners, {0, 20}, {20, 0}, {{0.5, 0.5}});
  const DangerArea near({{square(0, 10), {}}, {{{16, 0}, {30, 0}, {30, 10}, {16, 10}}, {}}}, 3);
  check_stretches(near, {-10, 5}, {40, 5}, {{7 / 50.0, 43 / 50.0}});
  const DangerArea apart({{square(0, 10), {}}, {{{17, 0}, {30, 0}, {30, 10}, {17, 10}}, {}}}, 3);
  check_stretches(apart, {-10, 5}, {40, 5}, {{7 / 50.0, 23 / 50.0}, {24 / 50.0, 43 / 50.0}});
}

TEST_CASE("a hole is out of danger as far as its edge is far") {
  const DangerArea yard({{square(0, 40), {square(10, 30)}}}, 3);
  CHECK(yard.holds({5, 20}));
  CHECK(yard.holds({12, 20}));
  CHECK_FALSE(yard.holds({20, 20}));
  check_stretches(yard, {-10, 20}, {50, 20}, {{7 / 60.0, 23 / 60.0}, {37 / 60.0, 53 / 60.0}});
  check_stretches(yard, {20, 20}, {20, 50}, {{7 / 30.0, 23 / 30.0}});
  CHECK(yard.stretches({15, 15}, {25, 25}).empty());
  const DangerArea shaft({{square(0, 40), {square(18, 22)}}}, 3);  // too narrow to be out of danger
  check_stretches(shaft, {-10, 20}, {50, 20}, {{7 / 60.0, 53 / 60.0}});
  const DangerArea bare({{square(0, 40), {square(10, 30)}}}, 0);
  check_stretches(bare, {10, 20}, {30, 20}, {{0, 0}, {1, 1}});
}

TEST_CASE("between the arms of an area one is out of danger, and in it again") {
  const MapLine u{{0, 0}, {30, 0}, {30, 20}, {20, 20}, {20, 5}, {10, 5}, {10, 20}, {0, 20}};
  const DangerArea danger({{u, {}}}, 3);
  check_stretches(danger, {5, 15}, {25, 15}, {{0, 0.4}, {0.6, 1}});
  check_stretches(danger, {5, 7}, {25, 7}, {{0, 1}});  // above the bottom of the gap
  CHECK(danger.stretches({15, 15}, {15, 30}).empty());
}

TEST_CASE("which way round a ring goes, and points that come twice, make no difference") {
  MapLine ring = square(0, 10);
  std::reverse(ring.begin(), ring.end());
  ring.insert(ring.begin() + 1, ring.front());
  const DangerArea danger({{ring, {}}}, 3);
  check_stretches(danger, {-10, 5}, {20, 5}, {{7 / 30.0, 23 / 30.0}});
  CHECK(danger.holds({5, 5}));
}

TEST_CASE("an area of a line, of a point and of nothing is as near as it looks") {
  const DangerArea line({{{{0, 0}, {10, 0}}, {}}}, 3);
  check_stretches(line, {5, -10}, {5, 10}, {{0.35, 0.65}});
  const DangerArea point({{{{0, 0}}, {}}}, 3);
  check_stretches(point, {-10, 0}, {10, 0}, {{0.35, 0.65}});
  CHECK_FALSE(DangerArea({{{}, {}}}, 3).holds({0, 0}));
}

}  // namespace
}  // namespace madang
