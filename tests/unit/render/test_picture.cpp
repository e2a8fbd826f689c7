// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/picture_cache.h"

#include <cstdlib>

#include "player/render/flatten.h"
#include "player/render/software.h"
#include "tests/support/catch.h"
#include "tests/unit/render/samples.h"

using namespace madang;
using namespace madang::test;

namespace {

/// Red grows to the right, green downwards.
PicturePtr gradient(Size size) {
  auto made = std::make_shared<Picture>();
  made->size = size;
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x)
      made->pixels.insert(made->pixels.end(), {0, std::uint8_t(y * 255 / (size.height - 1)),
                                               std::uint8_t(x * 255 / (size.width - 1)), 255});
  return made;
}

}  // namespace

TEST_CASE("a scaled picture keeps its shape, whole or cropped") {
  const Size size = GENERATE(Size{512, 512}, Size{40, 40}, Size{128, 128});
  const Rect place = GENERATE(Rect{0, 0, 120, 80}, Rect{-60, -10, 240, 160}, Rect{10, 10, 50, 40});
  Image image({120, 80});
  SoftwareRenderer().draw(flatten({image.size, {picture(gradient(size), place)}}, nullptr), image.canvas());
  const Rect seen = intersect(place, {0, 0, 120, 80});
  // Within half a source pixel, and libyuv's seven bits of fraction.
  const double slack = 255.0 / size.width + 4;
  for (int y = seen.y + 2; y < seen.bottom() - 2; ++y) {
    for (int x = seen.x + 2; x < seen.right() - 2; ++x) {
      const double red = (x + 0.5 - place.x) / place.width * 255;
      const double green = (y + 0.5 - place.y) / place.height * 255;
      REQUIRE(std::abs(image.colour(x, y).r - red) <= slack);
      REQUIRE(std::abs(image.colour(x, y).g - green) <= slack);
    }
  }
}

TEST_CASE("a picture is scaled once for a place, whatever part is damaged") {
  PictureCache cache;
  const PicturePtr picture = gradient({64, 64});
  const auto first = cache.get(picture, {32, 32}, {4, 4, 20, 20});
  CHECK(cache.get(picture, {32, 32}, {4, 4, 20, 20}).data == first.data);
  CHECK(cache.get(picture, {64, 64}, {0, 0, 64, 64}).data == picture->pixels.data());
  CHECK(cache.bytes() == 20 * 20 * 4);
}

TEST_CASE("the cache is bounded and lets go of pictures that are gone") {
  PictureCache cache(40'000);
  PicturePtr first = gradient({20, 20});
  const PicturePtr second = gradient({20, 20});
  cache.get(first, {60, 60}, {0, 0, 60, 60});
  cache.get(second, {60, 60}, {0, 0, 60, 60});
  CHECK(cache.bytes() == 2 * 60 * 60 * 4);
  cache.get(second, {90, 90}, {0, 0, 90, 90});
  CHECK(cache.bytes() <= 40'000);
  // More than the bound is kept while it is the only one.
  cache.get(first, {200, 200}, {0, 0, 200, 200});
  CHECK(cache.bytes() == 200 * 200 * 4);
  first.reset();
  cache.get(second, {10, 10}, {0, 0, 10, 10});
  CHECK(cache.bytes() == 10 * 10 * 4);
}
