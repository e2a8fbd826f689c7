// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/geometry.h"

#include "tests/support/catch.h"

using namespace madang;

TEST_CASE("rectangles meet and join") {
  CHECK(intersect({0, 0, 10, 10}, {5, 5, 10, 10}) == Rect{5, 5, 5, 5});
  CHECK(intersect({0, 0, 5, 5}, {5, 0, 5, 5}) == Rect{});
  CHECK(unite({0, 0, 5, 5}, {10, 10, 5, 5}) == Rect{0, 0, 15, 15});
  CHECK(unite({}, {10, 10, 5, 5}) == Rect{10, 10, 5, 5});
}

TEST_CASE("a wide picture in a tall box is letterboxed or cropped around the middle") {
  const Rect box{100, 0, 200, 400};
  CHECK(contain({400, 200}, box) == Rect{100, 150, 200, 100});
  CHECK(cover({400, 200}, box) == Rect{-200, 0, 800, 400});
  CHECK(contain({0, 200}, box) == Rect{});
}

TEST_CASE("per cent need no scale, pixels do") {
  CHECK(Length{50, Length::Unit::percent}.resolve(1080, 2) == Approx(540));
  CHECK(Length{50, Length::Unit::pixels}.resolve(1080, 2) == Approx(100));
}
