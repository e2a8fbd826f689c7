// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/rotation.h"

#include <array>

#include "tests/support/catch.h"

using namespace madang;

namespace {

constexpr std::array k_all{Rotation::none, Rotation::quarter, Rotation::half, Rotation::three_quarters};
constexpr Size k_picture{1080, 1920};

}  // namespace

TEST_CASE("a quarter turn clockwise takes the top left corner to the top right") {
  CHECK(turned(k_picture, Rotation::quarter) == Size{1920, 1080});
  CHECK(turned(Rect{0, 0, 10, 20}, k_picture, Rotation::quarter) == Rect{1900, 0, 20, 10});
  CHECK(turned(Rect{0, 0, 10, 20}, k_picture, Rotation::half) == Rect{1070, 1900, 10, 20});
  CHECK(turned(Rect{0, 0, 10, 20}, k_picture, Rotation::three_quarters) == Rect{0, 1070, 20, 10});
}

TEST_CASE("turned and turned back, a part lies where it lay") {
  const Rect part{17, 33, 101, 7};
  for (const Rotation rotation : k_all) {
    CAPTURE(degrees_of(rotation));
    const Rect there = turned(part, k_picture, rotation);
    CHECK(turned(there, turned(k_picture, rotation), reverse(rotation)) == part);
  }
}

TEST_CASE("four quarters are a whole turn, and two are a half") {
  Rect part{17, 33, 101, 7};
  Size picture = k_picture;
  for (int quarter = 1; quarter <= 4; ++quarter) {
    part = turned(part, picture, Rotation::quarter);
    picture = turned(picture, Rotation::quarter);
    if (quarter == 2)
      CHECK(part == turned(Rect{17, 33, 101, 7}, k_picture, Rotation::half));
  }
  CHECK(part == Rect{17, 33, 101, 7});
  CHECK(picture == k_picture);
}

TEST_CASE("the whole picture stays whole, and parts that touch still touch") {
  for (const Rotation rotation : k_all) {
    CAPTURE(degrees_of(rotation));
    const Size size = turned(k_picture, rotation);
    CHECK(turned(Rect{0, 0, 1080, 1920}, k_picture, rotation) == Rect{0, 0, size.width, size.height});
    const Rect left = turned(Rect{0, 0, 400, 1920}, k_picture, rotation);
    const Rect right = turned(Rect{400, 0, 680, 1920}, k_picture, rotation);
    CHECK(unite(left, right) == Rect{0, 0, size.width, size.height});
    CHECK(intersect(left, right).empty());
  }
}

TEST_CASE("degrees are read as they are written") {
  for (const Rotation rotation : k_all)
    CHECK(parse_rotation(std::to_string(degrees_of(rotation))) == rotation);
  for (const char* wrong : {"", "45", "360", "-90", "90 ", "left"})
    CHECK_FALSE(parse_rotation(wrong).has_value());
}
