// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <map>

#include "player/timeline/timeline.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;
using By = Timeline::Holder::By;

namespace {

SysTime at(Millis since_epoch) {
  return SysTime{since_epoch};
}

std::string words(const Item* item) {
  return item == nullptr ? "-" : std::get<TextItem>(item->what).text.versions.front().text;
}

/// The items of the cues, back to front.
std::vector<const Item*> items(const std::vector<Cue>& cues) {
  std::vector<const Item*> found;
  for (const Cue& cue : cues) {
    if (const auto* item = std::get_if<const Item*>(&cue.what))
      found.push_back(*item);
  }
  return found;
}

/// By two entries in turn, then by one alone, then by a layout, then by one whose medium is not there.
Timeline day() {
  Item last = Builder::text("two", 7);
  last.finish = 3s;
  auto turns = std::vector{Builder::turn("a"), Builder::turn("b")};
  turns[0].share = 2;
  return Timeline(Builder()
                      .playlist("a", {Builder::text("one", 5), last})
                      .playlist("b", {Builder::text("three", 4)})
                      .playlist("none", {Builder::image("gone.jpg", 5)})
                      .layout("page", {"b"})
                      .segment(10min + 1s, turns)
                      .segment(1min + 8s, {Builder::turn("a")})
                      .segment(1min, {Builder::layout_turn("page", 4s)})
                      .segment(1min, {Builder::turn("none")})
                      .build());
}

}  // namespace

TEST_CASE("who has the screen: each turn to its end, without a hole, and it is what is shown") {
  const Timeline timeline = day();
  const SysTime end = at(13min + 9s);
  std::map<By, Millis> by;
  for (SysTime t = at(0ms); t < end;) {
    const auto holder = timeline.holder(t);
    REQUIRE(holder.on.contains(t));
    CAPTURE(t.time_since_epoch().count(), words(holder.item));
    for (const SysTime each : {t, holder.on.to - 1ms}) {
      const auto same = timeline.holder(each);
      CHECK(same.by == holder.by);
      CHECK(same.item == holder.item);
      if (holder.item != nullptr)
        CHECK(items(timeline.at(each)) == std::vector{holder.item});
    }
    by[holder.by] += holder.on.to - t;
    t = holder.on.to;
  }
  CHECK(by[By::finishing] == 3s);  // of `two`, which has 4 s to go at 11:09
  CHECK(by[By::fallback] == 1min);
  CHECK(by[By::card] == 0ms);
  CHECK(timeline.holder(at(12min)).item == nullptr);
  CHECK(timeline.holder(at(12min)).segment == 2);
  CHECK(timeline.holder(at(12min)).on == Interval{at(11min + 9s), at(12min + 9s)});
}

TEST_CASE("what each is due, and what it had after a while: within an item of it") {
  const Timeline timeline = day();
  CHECK(timeline.dues_in(0) == std::vector<double>{2.0 / 3, 1.0 / 3});
  CHECK(timeline.dues_in(1) == std::vector<double>{1});
  CHECK(timeline.dues_in(3) == std::vector<double>{0});
  std::vector<Millis> had(2);
  for (SysTime t = at(0ms); t < at(10min);) {
    const auto holder = timeline.holder(t);
    had[holder.turn] += std::min(holder.on.to, at(10min)) - t;
    t = holder.on.to;
  }
  CHECK(had[0] + had[1] == 10min);
  CHECK(std::chrono::abs(had[0] - 400s) <= 7s);
}

TEST_CASE("an item that finishes is still its entry's") {
  Item last = Builder::text("two", 7);
  last.finish = 7s;
  int finishing = 0;
  for (Millis length = 100s; length < 130s; length += 1s) {
    const Timeline timeline(Builder()
                                .playlist("a", {Builder::text("one", 5), last})
                                .playlist("b", {Builder::text("three", 4)})
                                .segment(length, {Builder::turn("b"), Builder::turn("a")})
                                .segment(1min, {Builder::turn("b")})
                                .build());
    const auto holder = timeline.holder(at(length));
    if (holder.by != By::finishing)
      continue;
    ++finishing;
    CHECK(words(holder.item) == "two");
    CHECK(holder.segment == 0);
    CHECK(holder.turn == 1);
  }
  CHECK(finishing > 3);
}

TEST_CASE("an offer finishes no longer than it is valid") {
  Item offer = Builder::text("offer", 10);
  offer.finish = 10s;
  offer.airs = Interval{at(0s), at(27s)};
  const Timeline timeline(Builder()
                              .playlist("a", {offer})
                              .playlist("b", {Builder::text("next", 4)})
                              .segment(25s, {Builder::turn("a")})
                              .segment(1min, {Builder::turn("b")})
                              .build());
  const auto holder = timeline.holder(at(26s));
  REQUIRE(holder.by == By::finishing);
  CHECK(holder.on == Interval{at(20s), at(27s)});
  CHECK(timeline.holder(at(27s)).by == By::turn);
}

TEST_CASE("after the programme, and without anything to show at all") {
  CHECK(day().holder(at(20min)).by == By::fallback);
  const Timeline empty(Builder()
                           .playlist("default", {Builder::image("gone.jpg", 5)})
                           .segment(1min, {Builder::turn("none")})
                           .build());
  CHECK(empty.holder(at(10s)).by == By::card);
}
