// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/transition.h"

#include <array>

#include "player/timeline/timeline.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;
using Kind = Transition::Kind;
using Side = Transition::Side;

namespace {

constexpr std::array k_sides{Side::left, Side::right, Side::top, Side::bottom};
const Placement k_zone{0.25, 0.5, 0.5, 0.25};

/// Where a point at rest is now.
double at_x(const Passage& passage, double x) {
  return x + passage.x.to - passage.x.from;
}
double at_y(const Passage& passage, double y) {
  return y + passage.y.to - passage.y.from;
}

SysTime at(Millis since_epoch) {
  return SysTime{since_epoch};
}

std::vector<Cue> items_of(std::vector<Cue> cues) {
  std::erase_if(cues, [](const Cue& cue) { return std::holds_alternative<Panel>(cue.what); });
  return cues;
}

}  // namespace

TEST_CASE("a slide takes the second item from its side to its place, and the first one out before it") {
  const auto passages = [](Side from, Millis elapsed) {
    const Takeover both = take_over({Kind::slide, 1000ms, from}, elapsed, k_zone, false);
    return std::pair{both.before.passage.value(), both.after.passage.value()};
  };
  for (const Side side : k_sides) {
    CAPTURE(static_cast<int>(side));
    const auto [first, second] = passages(side, 0ms);
    CHECK(at_x(first, 0) == Approx(0));
    CHECK(at_y(first, 0) == Approx(0));
    CHECK(at_x(second, 0) == Approx(side == Side::left ? -0.5 : side == Side::right ? 0.5 : 0));
    CHECK(at_y(second, 0) == Approx(side == Side::top ? -0.25 : side == Side::bottom ? 0.25 : 0));
    const auto [out, in] = passages(side, 999ms);
    CHECK(at_x(in, 0) == Approx(0).margin(1e-5));
    CHECK(at_y(in, 0) == Approx(0).margin(1e-5));
    CHECK(std::abs(at_x(out, 0)) + std::abs(at_y(out, 0)) ==
          Approx(side == Side::left || side == Side::right ? 0.5 : 0.25).margin(1e-5));
    // Nothing of either leaves the zone.
    CHECK(out.left == 0.25);
    CHECK(out.right == 0.75);
    CHECK(in.top == 0.5);
    CHECK(in.bottom == 0.75);
  }
}

TEST_CASE("a slide sets off and arrives gently, and never turns back") {
  const auto way = [](int elapsed) {
    const Takeover both = take_over({Kind::slide, 1000ms, Side::left}, Millis{elapsed}, k_zone, false);
    return at_x(both.before.passage.value(), 0) / k_zone.width;
  };
  double before = 0;
  for (int t = 0; t < 1000; ++t) {
    CHECK(way(t) >= before);
    before = way(t);
    CHECK(way(t) == Approx(1 - way(1000 - t)).margin(1e-9));
  }
  CHECK(way(500) == Approx(0.5));
  CHECK(way(100) < 0.03);
  CHECK(way(900) > 0.97);
}

TEST_CASE("a wipe moves neither item: they share the zone, and the edge crosses it at an even pace") {
  for (const Side side : k_sides) {
    for (const Millis elapsed : {0ms, 1ms, 250ms, 800ms, 999ms}) {
      CAPTURE(static_cast<int>(side), elapsed.count());
      const Takeover both = take_over({Kind::wipe, 1000ms, side}, elapsed, k_zone, false);
      const Passage first = both.before.passage.value();
      const Passage second = both.after.passage.value();
      CHECK(first.x == Passage::Move{});
      CHECK(second.y == Passage::Move{});
      const auto area = [](const Passage& p) { return (p.right - p.left) * (p.bottom - p.top); };
      const double share = static_cast<double>(elapsed.count()) / 1000;
      CHECK(area(second) == Approx(share * 0.125).margin(1e-9));
      CHECK(area(first) == Approx((1 - share) * 0.125).margin(1e-9));
    }
  }
  const auto uncovered = [](Side side) {
    return take_over({Kind::wipe, 1000ms, side}, 200ms, k_zone, false).after.passage.value();
  };
  CHECK(uncovered(Side::left).right == Approx(0.35));
  CHECK(uncovered(Side::right).left == Approx(0.65));
  CHECK(uncovered(Side::top).bottom == Approx(0.55));
  CHECK(uncovered(Side::bottom).top == Approx(0.7));
}

TEST_CASE("a change within a change: both moves add up, and what either hides is hidden") {
  const Appearance outer = take_over({Kind::slide, 1000ms, Side::right}, 500ms, Placement{}, false).after;
  const Appearance inner = take_over({Kind::slide, 1000ms, Side::bottom}, 500ms, k_zone, false).before;
  const Passage both = combine(outer, inner).passage.value();
  CHECK(at_x(both, 0) == Approx(0.5));
  CHECK(at_y(both, 0) == Approx(-0.125));
  CHECK(both.left == Approx(0.75));
  CHECK(both.right == Approx(1));  // of 1.25, where the screen ends
  CHECK(both.top == Approx(0.5));

  CHECK(combine({0.5, {}}, {0.5, {}}).opacity == Approx(0.25));
  CHECK(combine({}, inner) == inner);
  CHECK(combine(outer, {}) == outer);
}

TEST_CASE("both items are live during a slide, and it is over when it is over") {
  auto second = Builder::page("layouts/page.yaml", 2);
  second.transition = {Kind::slide, 400ms, Side::top};
  const Timeline timeline(Builder()
                              .playlist("a", {Builder::video("v.mp4"), second})
                              .playlist("left", {Builder::text("left", 2)})
                              .playlist("right", {Builder::text("right", 2)})
                              .layout("page", {"left", "right"})
                              .medium("v.mp4", 2000ms)
                              .segment(1h, {Builder::turn("a")})
                              .build());
  CHECK(timeline.at(at(100ms)).front().appearance == Appearance{});  // nothing to slide from
  const auto during = timeline.at(at(2100ms));
  REQUIRE(during.size() == 4);
  CHECK(during[0].position == 2100ms);
  CHECK(during[1].position == 0ms);  // the ground of the page comes along
  for (const Cue& cue : during) {
    CHECK(cue.appearance.passage.has_value());
    CHECK(moves(cue));
  }
  CHECK(during[1].appearance == during[2].appearance);
  CHECK(during[2].place.width == Approx(0.5));  // places are those at rest
  CHECK(timeline.next_change(at(2100ms)) == at(2400ms));
  const auto rest = timeline.at(at(2400ms));
  REQUIRE(rest.size() == 3);
  for (const Cue& cue : rest) {
    CHECK(cue.appearance == Appearance{});
    CHECK_FALSE(moves(cue));
  }
}

TEST_CASE("a zone that changes inside a page that slides in goes with it") {
  auto wiped = Builder::text("two", 2);
  wiped.transition = {Kind::wipe, 1900ms, Side::left};
  auto page = Builder::page("layouts/page.yaml", 8);
  page.transition = {Kind::slide, 4s, Side::bottom};
  const Timeline timeline(Builder()
                              .playlist("a", {Builder::text("before", 2), page})
                              .playlist("z", {Builder::text("one", 2), wiped})
                              .layout("page", {"z"})
                              .segment(1h, {Builder::turn("a")})
                              .build());
  const auto cues = items_of(timeline.at(at(2s + 2950ms)));  // of the wipe 950 ms, of the slide 2950 ms
  REQUIRE(cues.size() == 3);
  const double down = at_y(*cues[1].appearance.passage, 0);
  CHECK(down > 0);
  CHECK(at_y(*cues[2].appearance.passage, 0) == Approx(down));
  CHECK(cues[1].appearance.passage->left == Approx(0.5));
  CHECK(cues[2].appearance.passage->right == Approx(0.5));
  CHECK(cues[2].appearance.passage->top == Approx(down));
}
