// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/turn.h"

#include <algorithm>
#include <array>

#include "tests/support/catch.h"
#include "tests/unit/render/samples.h"

using namespace madang;
using namespace madang::test;

namespace {

constexpr std::array k_all{Rotation::none, Rotation::quarter, Rotation::half, Rotation::three_quarters};

Image noise(Random& random, Size size) {
  Image image(size);
  std::generate(image.pixels.begin(), image.pixels.end(),
                [&] { return static_cast<std::uint8_t>(pick(random, 0, 255)); });
  return image;
}

}  // namespace

TEST_CASE("a picture turned tile by tile is the picture turned pixel by pixel") {
  Random random(90);
  for (const Rotation rotation : k_all) {
    for (const Size size : {Size{1, 1}, Size{64, 64}, Size{65, 130}, Size{200, 63}, Size{7, 301}}) {
      CAPTURE(degrees_of(rotation), size.width, size.height);
      Image upright = noise(random, size);
      Image glass(turned(size, rotation));
      turn_part(upright.canvas(), {0, 0, size.width, size.height}, rotation, glass.canvas());
      CHECK(glass.pixels == turned_slowly(upright, rotation).pixels);
    }
  }
}

TEST_CASE("a part is turned to its place, and around it nothing is touched") {
  Random random(270);
  for (const Rotation rotation : k_all) {
    for (int story = 0; story < 50; ++story) {
      const Size size{pick(random, 1, 150), pick(random, 1, 150)};
      // Also beyond the picture, where there is nothing to turn.
      const Rect part{pick(random, -20, 150), pick(random, -20, 150), pick(random, 0, 120),
                      pick(random, 0, 120)};
      CAPTURE(degrees_of(rotation), size.width, size.height, part.x, part.y, part.width, part.height);
      Image before = noise(random, size);
      Image after = before;
      Random other(static_cast<unsigned>(story));
      const Image change = noise(other, size);
      const Rect inside = intersect(part, {0, 0, size.width, size.height});
      for (int y = inside.y; y < inside.bottom(); ++y)
        std::copy_n(change.at(inside.x, y), inside.width * 4,
                    after.canvas().pixels + (y * size.width + inside.x) * 4);
      Image glass = turned_slowly(before, rotation);
      turn_part(after.canvas(), part, rotation, glass.canvas());
      REQUIRE(glass.pixels == turned_slowly(after, rotation).pixels);
    }
  }
}
