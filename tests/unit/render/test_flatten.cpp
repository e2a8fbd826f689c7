// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/flatten.h"

#include "tests/support/catch.h"
#include "tests/unit/render/samples.h"

using namespace madang;
using namespace madang::test;

namespace {

const Size k_screen{200, 100};
const Rect k_all{0, 0, 200, 100};
const Colour k_red{255, 0, 0, 255};
const Colour k_half{0, 0, 255, 128};

std::vector<Rect> changed(const Scene& before, const Scene& after) {
  return flatten(after, &before).damage;
}

}  // namespace

TEST_CASE("what cannot be seen is not drawn") {
  const Node seen = fill({10, 10, 20, 20}, k_red);
  const Scene scene{
      k_screen,
      {fill({0, 0, 20, 20}, k_red, 0), fill({0, 0, 0, 20}, k_red), fill({200, 0, 20, 20}, k_red),
       fill({0, 0, 20, 20}, {1, 2, 3, 0}), fill({0, 0, 20, 20}, k_red, 0.001), picture(nullptr, k_all),
       video(nullptr, k_all), text(nullptr, 0, 0, k_all), seen}};
  CHECK(flatten(scene, nullptr).commands == std::vector<Node>{seen});
}

TEST_CASE("what lies wholly under something opaque is not drawn") {
  const Node below = fill({10, 10, 20, 20}, k_red);
  const Rect over{5, 5, 50, 50};
  const auto commands = [&](const Node& cover) {
    return flatten({k_screen, {below, cover}}, nullptr).commands.size();
  };
  CHECK(commands(fill(over, k_red)) == 1);
  CHECK(commands(picture(plain_picture({50, 50}, k_red), over)) == 1);
  CHECK(commands(video(plain_frame({50, 50}, 90, 128, 128), over)) == 1);

  CHECK(commands(fill(over, k_half)) == 2);
  CHECK(commands(fill(over, k_red, 0.9)) == 2);
  CHECK(commands(fill(over, k_red, 1, 8)) == 2);
  CHECK(commands(fill({11, 5, 50, 50}, k_red)) == 2);
  CHECK(commands(picture(plain_picture({50, 50}, k_half), over)) == 2);
  CHECK(commands(video(plain_frame({50, 50}, 90, 128, 128), over, 0.99)) == 2);
  // The clip reaches over it, but the picture's place does not.
  CHECK(commands({over, 1, PictureNode{plain_picture({5, 5}, k_red), {5, 5, 20, 20}}}) == 2);
}

TEST_CASE("the first frame and a new size are all damage") {
  const Scene scene{k_screen, {fill({10, 10, 20, 20}, k_red)}};
  const Scene smaller{{100, 100}, scene.nodes};
  CHECK(flatten(scene, nullptr).damage == std::vector<Rect>{k_all});
  CHECK(changed(smaller, scene) == std::vector<Rect>{k_all});
  CHECK(flatten(Scene{}, nullptr).damage.empty());
}

TEST_CASE("a scene that did not change is not presented") {
  const Scene scene{k_screen, {fill(k_all, k_red), text(nullptr, 5, 5, k_all), fill({1, 1, 5, 5}, k_half)}};
  const Scene same = scene;
  CHECK(changed(scene, same).empty());
}

TEST_CASE("a clock that ticks damages its own ink") {
  Random random(1);
  const PlacedTextPtr before = random_text(random);
  const PlacedTextPtr after = random_text(random);
  const Rect zone{100, 40, 90, 50};
  const Scene then{k_screen, {fill(k_all, k_red), text(before, 120, 60, zone)}};
  const Scene now{k_screen, {fill(k_all, k_red), text(after, 120, 60, zone)}};
  const std::vector<Rect> damage = changed(then, now);
  REQUIRE(damage.size() == 1);
  const auto at_place = [&](const Rect& ink) {
    return intersect(zone, {120 + ink.x, 60 + ink.y, ink.width, ink.height});
  };
  CHECK(damage[0] == unite(at_place(before->ink), at_place(after->ink)));
}

TEST_CASE("a node that comes between others damages itself alone") {
  const Node low = fill({0, 0, 50, 50}, k_half);
  const Node high = fill({120, 0, 50, 50}, k_half);
  const Node comes = fill({60, 60, 10, 10}, k_half);
  CHECK(changed({k_screen, {low, high}}, {k_screen, {low, comes, high}}) ==
        std::vector<Rect>{{60, 60, 10, 10}});
  CHECK(changed({k_screen, {low, comes, high}}, {k_screen, {low, high}}) ==
        std::vector<Rect>{{60, 60, 10, 10}});
}

TEST_CASE("another order is another picture") {
  const Node low = fill({0, 0, 50, 50}, k_half);
  const Node high = fill({20, 20, 50, 50}, k_red);
  CHECK_FALSE(changed({k_screen, {low, high}}, {k_screen, {high, low}}).empty());
}

TEST_CASE("what moves behind something opaque damages nothing") {
  const Node curtain = fill({0, 0, 100, 100}, k_red);
  const Scene then{k_screen, {fill({10, 10, 20, 20}, k_half), curtain}};
  const Scene now{k_screen, {fill({30, 10, 20, 20}, k_half), curtain}};
  CHECK(changed(then, now).empty());
  const Scene open{k_screen, {fill({30, 10, 20, 20}, k_half)}};
  CHECK(changed(now, open) == std::vector<Rect>{{0, 0, 100, 100}});
}
