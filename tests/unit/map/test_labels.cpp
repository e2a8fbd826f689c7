// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/labels.h"
#include "tests/support/catch.h"

using namespace madang;

TEST_CASE("a label lies upon its point, or beside it, or nowhere") {
  LabelGrid grid({400, 200});
  const LabelWish upon{{100, 100}, {40, 20}, 0};
  CHECK(find_place(upon, grid) == Rect{80, 90, 40, 20});
  grid.take({80, 90, 40, 20});
  CHECK_FALSE(find_place(upon, grid));
  const LabelWish beside{{100, 100}, {40, 20}, 25};
  CHECK(find_place(beside, grid) == Rect{125, 90, 40, 20});  // right first
  grid.take({125, 0, 10, 200});
  CHECK(find_place(beside, grid)->x < 80);  // then left
}

TEST_CASE("no label leaves the box") {
  const LabelGrid grid({400, 200});
  CHECK_FALSE(find_place({{10, 100}, {40, 20}, 0}, grid));
  const auto right = find_place({{390, 100}, {40, 20}, 12}, grid);
  REQUIRE(right);
  CHECK(right->right() <= 400);
}

TEST_CASE("two hundred labels on one spot: those that are placed do not touch") {
  LabelGrid grid({1000, 1000});
  std::vector<Rect> placed;
  for (int i = 0; i < 200; ++i) {
    const MapSpot at{500.0 + (i * 37) % 200, 500.0 + (i * 61) % 200};
    if (const auto place = find_place({at, {80, 24}, 10}, grid)) {
      grid.take(*place);
      placed.push_back(*place);
    }
  }
  CHECK(placed.size() > 20);
  for (size_t i = 0; i < placed.size(); ++i) {
    for (size_t j = i + 1; j < placed.size(); ++j)
      CHECK(intersect(placed[i], placed[j]).empty());
  }
}

TEST_CASE("how wide a polygon is around a point") {
  const std::vector<std::vector<MapSpot>> square{{{0, 0}, {100, 0}, {100, 60}, {0, 60}}};
  CHECK(width_around(square, {50, 30}, 20) == Approx(100));
  CHECK(width_around(square, {30, 30}, 20) == Approx(60));  // centred
  CHECK(width_around(square, {50, 30}, 80) == 0);           // higher than it is
  CHECK(width_around(square, {150, 30}, 20) == 0);          // outside
  const std::vector<std::vector<MapSpot>> triangle{{{0, 60}, {50, 0}, {100, 60}}};
  CHECK(width_around(triangle, {50, 40}, 20) == Approx(50));  // as wide as at its narrowest height
  const std::vector<std::vector<MapSpot>> frame{{{0, 0}, {100, 0}, {100, 60}, {0, 60}}, {{40, 20}, {60, 20}, {60, 40}, {40, 40}}};
  CHECK(width_around(frame, {50, 30}, 10) == 0);  // in the hole
}
