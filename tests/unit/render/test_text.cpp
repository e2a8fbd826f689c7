// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/text_mask.h"

#include "player/render/coverage.h"
#include "player/render/flatten.h"
#include "player/render/software.h"
#include "tests/support/catch.h"
#include "tests/unit/render/samples.h"

using namespace madang;
using namespace madang::test;

namespace {

/// A solid block of ink at the origin.
PlacedTextPtr block(Size size) {
  auto image = std::make_shared<GlyphImage>();
  image->size = size;
  image->coverage.assign(size_t(size.width) * size_t(size.height), 255);
  auto made = std::make_shared<PlacedText>();
  made->box = size;
  made->ink = {0, 0, size.width, size.height};
  made->glyphs = {{image, 0, 0}};
  return made;
}

Image drawn(double x, double y, double opacity = 1) {
  Image image({20, 8});
  const Scene scene{image.size, {text(block({4, 3}), x, y, {0, 0, 20, 8}, {255, 255, 255, 255}, opacity)}};
  SoftwareRenderer().draw(flatten(scene, nullptr), image.canvas());
  return image;
}

}  // namespace

TEST_CASE("a ticker glides: a quarter of a pixel to the right is a quarter of the light there") {
  const Image image = drawn(5.25, 2);
  CHECK(int(image.colour(4, 3).r) == 0);
  CHECK(int(image.colour(5, 3).r) == 191);
  CHECK(int(image.colour(6, 3).r) == 255);
  CHECK(int(image.colour(8, 3).r) == 255);
  CHECK(int(image.colour(9, 3).r) == 64);
  CHECK(int(image.colour(10, 3).r) == 0);
}

TEST_CASE("rows fall on whole pixels") {
  CHECK(int(drawn(5, 2.4).colour(6, 2).r) == 255);
  CHECK(int(drawn(5, 2.6).colour(6, 2).r) == 0);
  CHECK(int(drawn(5, 2.6).colour(6, 5).r) == 255);
}

TEST_CASE("the light of a moving text stays the same") {
  for (int step = 0; step < 64; ++step) {
    const Image image = drawn(5 + step / 64.0, 2);
    int sum = 0;
    for (int x = 0; x < 20; ++x)
      sum += image.colour(x, 3).r;
    CHECK(sum == Approx(4 * 255).margin(2));
  }
}

TEST_CASE("where glyphs of a half-transparent text touch, it is no brighter") {
  auto twice = std::make_shared<PlacedText>(*block({6, 3}));
  twice->glyphs.push_back(twice->glyphs.front());
  twice->glyphs.back().x = 4;
  twice->ink.width = 10;
  Image image({20, 8});
  SoftwareRenderer().draw(
      flatten({image.size, {text(twice, 2, 2, {0, 0, 20, 8}, {255, 255, 255, 255}, 0.5)}}, nullptr),
      image.canvas());
  for (int x = 2; x < 12; ++x)
    CHECK(int(image.colour(x, 3).r) == 128);
}

TEST_CASE("text far away is nowhere, and no overflow") {
  const double far = GENERATE(1e300, -1e300, 4e9, -4e9);
  const Node node = text(block({4, 3}), far, far, {0, 0, 20, 8});
  CHECK(drawn_rect(node, {20, 8}).empty());
  CHECK(place_text(TextNode{nullptr, {}, -0.001, 0}).fraction == 0);
  CHECK(place_text(TextNode{nullptr, {}, -0.001, 0}).x == 0);
  CHECK(place_text(TextNode{nullptr, {}, -0.25, 0}).x == -1);
}
