// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/flatten.h"

#include "player/render/coverage.h"
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

TEST_CASE("what a change leaves to a node is all that it draws, hides and damages") {
  Node half = fill(k_all, k_red);
  half.within = Rect{0, 0, 50, 100};
  CHECK(flatten({k_screen, {fill({10, 10, 20, 20}, k_half), half}}, nullptr).commands.size() == 1);
  CHECK(flatten({k_screen, {fill({40, 10, 20, 20}, k_half), half}}, nullptr).commands.size() == 2);
  Node nothing = half;
  nothing.within = Rect{50, 0, 0, 100};
  CHECK(flatten({k_screen, {nothing}}, nullptr).commands.empty());
  CHECK(changed({k_screen, {nothing}}, {k_screen, {half}}) == std::vector<Rect>{*half.within});
}

TEST_CASE("of a picture that slides, the same part is scaled wherever it is by now, and never a vast one") {
  const Size screen{200, 100};
  for (const int x : {-199, -50, 0, 7, 199}) {
    const Rect shown = scaled_part({x, 0, 200, 100}, {x - 30, -20, 260, 140}, screen);
    CHECK(shown == Rect{x, 0, 200, 100});
  }
  CHECK(scaled_part({-5000, -5000, 9000, 9000}, {-5000, -5000, 9000, 9000}, screen) == Rect{0, 0, 200, 100});
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
