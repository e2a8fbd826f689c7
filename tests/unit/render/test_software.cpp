// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/software.h"

#include "player/render/flatten.h"
#include "tests/support/catch.h"
#include "tests/unit/render/reference.h"

using namespace madang;
using namespace madang::test;

namespace {

Image drawn(const Scene& scene) {
  Image image(scene.size);
  SoftwareRenderer().draw(flatten(scene, nullptr), image.canvas());
  return image;
}

int error_of(const Scene& scene) {
  Image slow(scene.size);
  draw_slowly(scene, slow);
  return difference(drawn(scene), slow);
}

bool has_video(const Scene& scene) {
  return std::any_of(scene.nodes.begin(), scene.nodes.end(),
                     [](const Node& node) { return node.what.index() == 2; });
}

}  // namespace

TEST_CASE("each node is within one of its definition") {
  Random random(1122);
  for (int story = 0; story < 400; ++story) {
    CAPTURE(story);
    Scene scene = random_scene(random, {83, 59}, false);
    scene.nodes.resize(1);
    // libyuv counts in 1/64: one more for video.
    REQUIRE(error_of(scene) <= (has_video(scene) ? 2 : 1));
  }
}

TEST_CASE("a stack of nodes stays close to its definition") {
  Random random(42);
  for (int story = 0; story < 150; ++story) {
    CAPTURE(story);
    const Scene scene = random_scene(random, {83, 59}, false);
    REQUIRE(error_of(scene) <= (has_video(scene) ? 3 : 2));
  }
}

TEST_CASE("an empty scene is black") {
  CHECK(drawn({{4, 4}, {}}).colour(2, 2) == Colour{0, 0, 0, 255});
}

TEST_CASE("a fade is as far as its opacity says") {
  const Rect all{0, 0, 16, 16};
  const PicturePtr red = plain_picture({16, 16}, {255, 0, 0, 255});
  const FramePtr white = plain_frame({16, 16}, 235, 128, 128);
  CHECK(drawn({{16, 16}, {picture(red, all), video(white, all, 0)}}).colour(8, 8) == Colour{255, 0, 0, 255});
  CHECK(drawn({{16, 16}, {picture(red, all), video(white, all, 0.5)}}).colour(8, 8) ==
        Colour{255, 128, 128, 255});
  CHECK(drawn({{16, 16}, {picture(red, all), video(white, all, 1)}}).colour(8, 8) ==
        Colour{255, 255, 255, 255});
  CHECK(drawn({{16, 16}, {video(white, all), picture(red, all, 0.2)}}).colour(8, 8) ==
        Colour{255, 204, 204, 255});
}

TEST_CASE("only the damage is touched") {
  Image image({20, 20});
  DrawList list = flatten({{20, 20}, {fill({0, 0, 20, 20}, {255, 255, 255, 255})}}, nullptr);
  list.damage = {{5, 5, 3, 2}, {-5, 18, 7, 40}};
  SoftwareRenderer().draw(list, image.canvas());
  int white = 0;
  for (int y = 0; y < 20; ++y)
    for (int x = 0; x < 20; ++x)
      white += image.colour(x, y) == Colour{255, 255, 255, 255};
  CHECK(white == 3 * 2 + 2 * 2);
  CHECK(image.colour(4, 5) == Colour{0x55, 0x55, 0x55, 255});
}

TEST_CASE("a canvas smaller than the list, with padded rows, is not left") {
  std::vector<std::uint8_t> pixels(10 * 100, 0x33);
  const Scene scene{{64, 64},
                    {fill({0, 0, 64, 64}, {255, 255, 255, 255}), fill({4, 4, 50, 50}, {9, 9, 9, 99}, 1, 7)}};
  SoftwareRenderer().draw(flatten(scene, nullptr), {pixels.data(), 100, {20, 10}});
  for (int y = 0; y < 10; ++y) {
    CHECK(pixels[size_t(y * 100 + 79)] != 0x33);
    CHECK(pixels[size_t(y * 100 + 80)] == 0x33);
  }
}
