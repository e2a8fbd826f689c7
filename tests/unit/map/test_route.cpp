// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/route.h"

#include "tests/support/catch.h"

namespace madang {
namespace {

/// A lane to the east with a shop at its end, and stairs that are shorter.
MarketMap market() {
  MarketMap map;
  map.network.nodes = {{0, 0}, {20, 0}, {20, 20}, {0, 20}, {90, 90}};
  map.network.edges = {{0, 1, 20}, {1, 2, 20}, {2, 3, 20}, {0, 3, 25, true}};
  map.network.doors = {{"17", 3}, {"far", 4}, {"wrong", 9}};
  return map;
}

TEST_CASE("the way to a shop is the shortest one, and another one without steps") {
  const MarketMap map = market();
  CHECK(route_to(map, 0, "17") == Route{{{0, 0}, {0, 20}}, 25, "17"});
  CHECK(route_to(map, 0, "17", Steps::avoided) == Route{{{0, 0}, {20, 0}, {20, 20}, {0, 20}}, 60, "17"});
  CHECK(route_to(map, 3, "17") == Route{{{0, 20}}, 0, "17"});
}

TEST_CASE("where no way leads, and from or to what is not there, there is no route") {
  const MarketMap map = market();
  CHECK_FALSE(route_to(map, 0, "far"));
  CHECK_FALSE(route_to(map, 0, "nowhere"));
  CHECK_FALSE(route_to(map, 0, "wrong"));
  CHECK_FALSE(route_to(map, -1, "17"));
  CHECK_FALSE(route_to(map, 5, "17"));
  CHECK_FALSE(route_to(MarketMap{}, 0, "17"));
}

double turn(MapLine points, double up, MapPoint at = {}) {
  return turn_of({std::move(points), 0, "x"}, {at, up, 0});
}

TEST_CASE("a turn is counted clockwise from what the visitor faces") {
  CHECK(turn({{0, 0}, {0, 50}}, 0) == Approx(0).margin(1e-9));
  CHECK(turn({{0, 0}, {50, 0}}, 0) == Approx(90));
  CHECK(turn({{0, 0}, {-50, 0}}, 0) == Approx(270));
  CHECK(turn({{0, 0}, {50, 0}}, 90) == Approx(0).margin(1e-9));
  CHECK(turn({{0, 0}, {0, 50}}, 90) == Approx(270));
  CHECK(turn({{0, 0}, {0, -50}}, 45) == Approx(135));
  CHECK(turn({{0, 0}, {-10, 10}}, 350) == Approx(325));
}

TEST_CASE("the first step into the middle of the lane is not the way") {
  // A screen on the south wall of a lane that runs east: 3 m to its middle, then on.
  CHECK(turn({{0, 0}, {0, 3}, {50, 3}}, 180) == Approx(270 - 45));
  CHECK(std::string(arrow_of(turn({{0, 0}, {0, 0.5}, {50, 0.5}}, 180))) == "⬅");
  // The network's node may be there already, off the stand.
  CHECK(turn({{0, 3}, {50, 3}}, 0, {0, 0}) == Approx(63.43).margin(0.01));
}

TEST_CASE("a short route is looked at as far as it goes, and there is nowhere to turn where it ends here") {
  CHECK(turn({{0, 0}, {1, 0}, {1, -1}}, 0) == Approx(135));
  CHECK(turn({{0, 3}}, 90, {0, 0}) == Approx(270));
  CHECK(turn({{0, 0}}, 90) == 0);
  CHECK(turn({}, 90) == 0);
  CHECK(turn({{0, 0}, {0, 0}, {0, 0}, {10, 0}}, 0) == Approx(90));
}

TEST_CASE("eight arrows, each for its eighth of the round") {
  struct Row {
    double turn;
    const char* arrow;
  };
  const Row row = GENERATE(
      Row{0, "⬆"}, Row{22.4, "⬆"}, Row{22.5, "↗"}, Row{45, "↗"}, Row{90, "➡"}, Row{135, "↘"}, Row{180, "⬇"},
      Row{225, "↙"}, Row{270, "⬅"}, Row{315, "↖"}, Row{337.4, "↖"}, Row{337.5, "⬆"}, Row{359.999, "⬆"},
      Row{360, "⬆"}, Row{-90, "⬅"}, Row{-1e-20, "⬆"}, Row{720 + 90, "➡"},
      Row{std::numeric_limits<double>::infinity(), "⬆"}, Row{std::numeric_limits<double>::quiet_NaN(), "⬆"});
  CAPTURE(row.turn);
  CHECK(std::string(arrow_of(row.turn)) == row.arrow);
}

}  // namespace
}  // namespace madang
