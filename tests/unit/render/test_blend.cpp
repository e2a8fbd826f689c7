// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/blend.h"

#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "player/render/corners.h"
#include "tests/support/catch.h"

using namespace madang;

namespace {

std::vector<std::uint8_t> noise(std::mt19937& random, int count) {
  std::vector<std::uint8_t> bytes;
  for (int i = 0; i < count; ++i)
    bytes.push_back(static_cast<std::uint8_t>(random()));
  return bytes;
}

long mixed(int under, int over, int alpha) {
  return std::lround((over * alpha + under * (255 - alpha)) / 255.0);
}

}  // namespace

TEST_CASE("a division by 255 is rounded to the nearest for every product") {
  for (unsigned product = 0; product <= 255 * 255; ++product)
    if (blend::by_255(product) != std::lround(product / 255.0))
      FAIL("product " << product);
}

TEST_CASE("rows of every length and alpha blend exactly") {
  std::mt19937 random(7);
  const int width = GENERATE(1, 3, 4, 5, 63, 256, 257, 600);
  CAPTURE(width);
  const Colour colour{10, 200, 255, 255};
  const std::array<int, 3> bgr{colour.b, colour.g, colour.r};
  const auto under = noise(random, width * 4);
  const auto over = noise(random, width * 4);
  const auto mask = noise(random, width);
  int wrong = 0;
  for (int alpha = 0; alpha <= 255; alpha += 5) {
    auto plain = under, masked = under, opaque = under;
    blend::colour_row(plain.data(), width, colour, std::uint8_t(alpha));
    blend::mask_row(masked.data(), mask.data(), width, colour, std::uint8_t(alpha));
    blend::opaque_row(opaque.data(), over.data(), width, std::uint8_t(alpha));
    for (size_t i = 0; i < under.size(); ++i) {
      if (i % 4 == 3)
        continue;
      wrong += plain[i] != mixed(under[i], bgr[i % 4], alpha);
      wrong += masked[i] != mixed(under[i], bgr[i % 4], blend::by_255(unsigned(mask[i / 4] * alpha)));
      wrong += opaque[i] != mixed(under[i], over[i], alpha);
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("a picture whose colours exceed their alpha darkens nothing around it") {
  std::array<std::uint8_t, 8> row{100, 100, 100, 255, 100, 100, 100, 255};
  const std::array<std::uint8_t, 8> source{255, 255, 255, 10, 0, 0, 0, 0};
  blend::premultiplied_row(row.data(), source.data(), 2, 255);
  CHECK(int(row[0]) == 106);
  CHECK(int(row[4]) == 100);
}

TEST_CASE("a corner is a quarter of a circle") {
  const double radius = GENERATE(2.0, 7.5, 24.0, 60.25);
  CAPTURE(radius);
  const CornerMask mask = corner_mask(radius, {400, 300});
  REQUIRE(mask.side == int(std::ceil(radius)));
  double area = 0;
  for (const std::uint8_t covered : mask.coverage)
    area += covered / 255.0;
  const double missing = double(mask.side) * mask.side - area;
  CHECK(missing == Approx(radius * radius * (1 - 3.14159265 / 4)).margin(0.15 * radius));
  CHECK(corner_mask(0, {10, 10}).side == 0);
  CHECK(corner_mask(50, {10, 30}).side == 5);
}
