// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/damage.h"

#include "player/render/flatten.h"
#include "player/render/software.h"
#include "tests/support/catch.h"
#include "tests/unit/render/samples.h"

using namespace madang;
using namespace madang::test;

namespace {

std::int64_t area(const std::vector<Rect>& rects) {
  std::int64_t sum = 0;
  for (const Rect& rect : rects)
    sum += std::int64_t{rect.width} * rect.height;
  return sum;
}

/// Some nodes taken out, put in, moved, or exchanged.
Scene changed_a_little(Random& random, Scene scene) {
  for (int i = pick(random, 0, 3); i > 0; --i) {
    const size_t at = size_t(pick(random, 0, int(scene.nodes.size())));
    const auto place = scene.nodes.begin() + std::ptrdiff_t(at);
    switch (pick(random, 0, 3)) {
      case 0:
        scene.nodes.insert(place, random_scene(random, scene.size, true).nodes.front());
        break;
      case 1:
        if (place != scene.nodes.end())
          scene.nodes.erase(place);
        break;
      case 2:
        if (place != scene.nodes.end())
          place->clip.x += pick(random, -9, 9);
        break;
      default:
        if (at + 1 < scene.nodes.size())
          std::swap(scene.nodes[at], scene.nodes[at + 1]);
    }
  }
  return scene;
}

}  // namespace

TEST_CASE("repainting the damage gives the same screen as painting all of it") {
  Random random(20261122);
  SoftwareRenderer renderer;
  int skipped = 0;
  for (int story = 0; story < 150; ++story) {
    CAPTURE(story);
    Scene scene = random_scene(random, {97, 61}, true);
    Image screen(scene.size);
    renderer.draw(flatten(scene, nullptr), screen.canvas());
    for (int step = 0; step < 4; ++step) {
      const Scene next = changed_a_little(random, scene);
      const DrawList list = flatten(next, &scene);
      skipped += list.damage.empty();
      renderer.draw(list, screen.canvas());
      Image whole(next.size);
      SoftwareRenderer().draw(flatten(next, nullptr), whole.canvas());
      REQUIRE(difference(screen, whole) == 0);
      scene = next;
    }
  }
  CHECK(skipped > 10);
}

TEST_CASE("near rectangles are joined and far ones are not") {
  CHECK(merge_rects({{0, 0, 10, 10}, {10, 0, 10, 10}}) == std::vector<Rect>{{0, 0, 20, 10}});
  CHECK(merge_rects({{0, 0, 10, 10}, {2, 2, 3, 3}, {}}) == std::vector<Rect>{{0, 0, 10, 10}});
  CHECK(merge_rects({{0, 0, 10, 10}, {500, 500, 10, 10}}).size() == 2);
  CHECK(merge_rects({}).empty());
}

TEST_CASE("joining keeps every pixel, stays few, and does not double the area where rectangles are few") {
  Random random(5);
  for (int story = 0; story < 200; ++story) {
    std::vector<Rect> rects;
    for (int i = pick(random, 1, 90); i > 0; --i)
      rects.push_back(
          {pick(random, 0, 1800), pick(random, 0, 1000), pick(random, 1, 120), pick(random, 1, 80)});
    const std::vector<Rect> merged = merge_rects(rects);
    REQUIRE(merged.size() <= 8);
    for (const Rect& rect : rects) {
      const bool kept = std::any_of(merged.begin(), merged.end(),
                                    [&](const Rect& m) { return intersect(m, rect) == rect; });
      REQUIRE(kept);
    }
    if (rects.size() <= 8)
      REQUIRE(area(merged) <= 2 * area(rects));
  }
}
