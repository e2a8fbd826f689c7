// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/timeline.h"

#include "player/timeline/builtin.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;

namespace {

SysTime at(Millis since_epoch) {
  return SysTime{since_epoch};
}

/// What the cues say, back to front, e.g. `a@0.5 b`: words or media, with the opacity where it is not 1.
std::string told(const std::vector<Cue>& cues) {
  std::string line;
  for (const Cue& cue : cues) {
    const auto* item = std::get_if<const Item*>(&cue.what);
    if (item == nullptr)
      continue;
    if (!line.empty())
      line += ' ';
    if (const auto* text = std::get_if<TextItem>(&(*item)->what))
      line += text->text.versions.front().text;
    else if (const auto* image = std::get_if<ImageItem>(&(*item)->what))
      line += image->path;
    else if (const auto* video = std::get_if<VideoItem>(&(*item)->what))
      line += video->path;
    else if (std::holds_alternative<ClockItem>((*item)->what))
      line += "clock";
    if (cue.appearance.opacity < 1)
      line += fmt::format("@{:.2f}", cue.appearance.opacity);
  }
  return line;
}

Millis modulo(Millis value, Millis by) {
  return value % by;
}

AlarmState fire(Millis raised = 0ms) {
  return {{{{"f1"}, "fire", "test", 1, at(raised)}}};
}

}  // namespace

TEST_CASE("items take turns by their durations, round and round from the segment's start") {
  const Timeline timeline(Builder()
                              .playlist("a", {Builder::text("one", 2), Builder::text("two", 3)})
                              .segment(1h, {Builder::turn("a")})
                              .build());
  CHECK(told(timeline.at(at(0ms))) == "one");
  CHECK(told(timeline.at(at(1999ms))) == "one");
  CHECK(told(timeline.at(at(2000ms))) == "two");
  CHECK(told(timeline.at(at(5000ms))) == "one");
  CHECK(timeline.at(at(5500ms)).front().position == 500ms);
  CHECK(timeline.next_change(at(5500ms)) == at(7000ms));
}

TEST_CASE("a player that starts now shows what one shows that has run since yesterday") {
  const auto programme = Builder()
                             .playlist("a", {Builder::text("one", 7), Builder::video("v.mp4")})
                             .medium("v.mp4", 11'300ms)
                             .segment(24h, {Builder::turn("a")})
                             .build();
  const Timeline old(programme);
  for (int second = 0; second < 86'400; second += 977) {
    const auto t = at(Millis{second * 1000 + 123});
    const auto before = old.at(t);
    const Timeline fresh(programme);
    CHECK(fresh.at(t) == before);
  }
}

TEST_CASE("a clip lasts as long as it is, and its position counts from its own start") {
  const Timeline timeline(Builder()
                              .playlist("a", {Builder::video("v.mp4"), Builder::text("one", 2)})
                              .medium("v.mp4", 3500ms)
                              .segment(1h, {Builder::turn("a")})
                              .build());
  CHECK(told(timeline.at(at(3499ms))) == "v.mp4");
  CHECK(told(timeline.at(at(3500ms))) == "one");
  const auto again = timeline.at(at(5500ms + 1200ms));
  CHECK(told(again) == "v.mp4");
  CHECK(again.front().position == 1200ms);
  CHECK(again.front().length == 3500ms);
}

TEST_CASE("an item alone in its zone has no turns: it never starts over") {
  const Timeline timeline(
      Builder().playlist("a", {Builder::text("one", 2)}).segment(1h, {Builder::turn("a")}).build());
  const auto cue = timeline.at(at(90s)).front();
  CHECK(cue.position == 90s);
  CHECK(cue.length == 0ms);
}

TEST_CASE("during a fade both items are there and their strengths add up") {
  const Timeline timeline(
      Builder()
          .playlist("a", {Builder::text("one", 2), Builder::fading(Builder::text("two", 2), 400)})
          .segment(1h, {Builder::turn("a")})
          .build());
  CHECK(told(timeline.at(at(2100ms))) == "one@0.75 two@0.25");
  CHECK(told(timeline.at(at(2400ms))) == "two");
  CHECK(timeline.at(at(2100ms)).front().position == 2100ms);  // the outgoing one moves on
}

TEST_CASE("what covers its zone fades in over a full predecessor, so that nothing shines through") {
  const Timeline timeline(
      Builder()
          .playlist("a", {Builder::image("x.png", 2), Builder::fading(Builder::image("y.png", 2), 400)})
          .medium("x.png")
          .medium("y.png")
          .segment(1h, {Builder::turn("a")})
          .build());
  CHECK(told(timeline.at(at(2100ms))) == "x.png y.png@0.25");
}

TEST_CASE("the first item of a segment has nothing to fade from: in later rounds it has") {
  const Timeline timeline(
      Builder()
          .playlist("a", {Builder::fading(Builder::text("one", 2), 400), Builder::text("two", 2)})
          .segment(1h, {Builder::turn("a")})
          .build());
  CHECK(told(timeline.at(at(100ms))) == "one");
  CHECK(told(timeline.at(at(4100ms))) == "two@0.75 one@0.25");
}

TEST_CASE("a medium that is missing or broken gives its turn away: when all are, the default plays") {
  const auto programme = Builder()
                             .playlist("a", {Builder::image("gone.png", 5), Builder::text("one", 2),
                                             Builder::image("bad.png", 3)})
                             .playlist("b", {Builder::image("bad.png", 3)})
                             .medium("bad.png")
                             .segment(1h, {Builder::turn("a")})
                             .segment(1h, {Builder::turn("b")})
                             .build();
  const Timeline whole(programme);
  const Timeline without(programme, {"bad.png"});
  CHECK(told(whole.at(at(2500ms))) == "bad.png");
  CHECK(told(without.at(at(2500ms))) == "one");
  CHECK(told(without.at(at(90min))) == "default");
}

TEST_CASE("outside every segment the default plays, and without one the built-in card: never nothing") {
  const Timeline timeline(
      Builder().playlist("a", {Builder::text("one", 2)}).segment(1h, {Builder::turn("a")}).build());
  CHECK(told(timeline.at(at(2h))) == "default");
  CHECK(told(timeline.at(at(-1h))) == "default");
  const Timeline nothing(std::make_shared<const Programme>());
  CHECK(told(nothing.at(at(0ms))) == "마당 clock");
}

TEST_CASE("a segment ends exactly, in the middle of whatever plays") {
  const Timeline timeline(Builder()
                              .playlist("a", {Builder::text("one", 20), Builder::text("two", 20)})
                              .playlist("b", {Builder::text("three", 2)})
                              .segment(10s, {Builder::turn("a")})
                              .segment(1h, {Builder::turn("b")})
                              .build());
  CHECK(told(timeline.at(at(9999ms))) == "one");
  CHECK(told(timeline.at(at(10s))) == "three");
  CHECK(timeline.next_change(at(0ms)) == at(10s));
}

TEST_CASE("entries that share a segment take turns, an item at a time") {
  const Timeline timeline(Builder()
                              .playlist("a", {Builder::text("one", 4), Builder::text("two", 4)})
                              .playlist("b", {Builder::text("three", 4)})
                              .segment(1h, {Builder::turn("a", 8s), Builder::turn("b", 4s)})
                              .build());
  CHECK(told(timeline.at(at(3s))) == "one");
  CHECK(told(timeline.at(at(4s))) == "three");
  CHECK(told(timeline.at(at(9s))) == "two");
  CHECK(timeline.at(at(9s)).front().position == 1s);
  CHECK(told(timeline.at(at(12s))) == "three");
  CHECK(told(timeline.at(at(16s))) == "one");
  CHECK(timeline.next_change(at(4s)) == at(8s));
  CHECK(timeline.next_change(at(1h - 1s)) == at(1h));
}

TEST_CASE("a page of several zones takes its turn as a whole, and an item of a playlist comes in over it") {
  auto coming = Builder::text("three", 4);
  coming.transition = {Transition::Kind::fade, 1s};
  auto after = coming;
  std::get<TextItem>(after.what).text.versions.front().text = "four";
  const Timeline timeline(Builder()
                              .playlist("a", {Builder::text("one", 4), Builder::text("two", 4)})
                              .playlist("b", {coming, after})
                              .layout("page", {"a"})
                              .segment(1h, {Builder::layout_turn("page", 8s), Builder::turn("b", 8s)})
                              .build());
  CHECK(told(timeline.at(at(0s))) == "three");  // the shorter of two who are both due begins
  CHECK(told(timeline.at(at(5s))) == "one");
  CHECK(told(timeline.at(at(9s))) == "two");
  CHECK(told(timeline.at(at(12s + 500ms))) == "four");  // a page has no one item to come from
  const Timeline alike(Builder()
                           .playlist("a", {Builder::text("one", 4)})
                           .playlist("b", {coming})
                           .segment(1h, {Builder::turn("a", 4s), Builder::turn("b", 4s)})
                           .build());
  CHECK(told(alike.at(at(4s + 500ms))) == "one@0.50 three@0.50");
}

TEST_CASE("shares count: and whoever has nothing to show gives its time away") {
  auto twice = Builder::turn("a", 2s);
  twice.share = 3;
  const auto programme = Builder()
                             .playlist("a", {Builder::text("one", 2)})
                             .playlist("b", {Builder::text("two", 2)})
                             .playlist("c", {Builder::video("media/gone.mp4")})
                             .segment(1h, {twice, Builder::turn("b", 2s), Builder::turn("c", 2s)})
                             .build();
  const Timeline timeline(programme);
  int ones = 0;
  for (Millis t = 0s; t < 80s; t += 2s)
    ones += told(timeline.at(at(t))) == "one" ? 1 : 0;
  CHECK(ones == 30);
}

TEST_CASE("an item that may finish does: to its own end, and no longer than it was given") {
  auto long_one = Builder::text("one", 20);
  const Millis given = GENERATE(0s, 4s, 60s);
  long_one.finish = given;
  const auto programme = Builder()
                             .playlist("a", {long_one, Builder::text("two", 20)})
                             .playlist("b", {Builder::text("three", 2), Builder::text("four", 2)})
                             .segment(10s, {Builder::turn("a")})
                             .segment(1h, {Builder::turn("b")})
                             .build();
  const Timeline timeline(programme);
  const SysTime end = at(10s + std::min<Millis>(given, 10s));
  CHECK(told(timeline.at(end - 1ms)) == "one");
  CHECK(timeline.at(end - 1ms).front().position == end - 1ms - at(0s));
  // What comes then is where it would have been.
  CHECK(told(timeline.at(end)) == (modulo(end - at(10s), 4s) < 2s ? "three" : "four"));
  CHECK(timeline.next_change(at(9s)) == at(10s));
  if (given > 0s)
    CHECK(timeline.next_change(at(10s)) == end);
  CHECK(told(timeline.at(end - 1ms, Alarms(fire()))) != "one");  // an alarm waits for nobody
}

TEST_CASE("an offer that is over does not stay to finish") {
  auto offer = Builder::text("offer", 20);
  offer.finish = 60s;
  offer.airs = Interval{at(0s), at(10s)};
  const Timeline over(Builder()
                          .playlist("a", {offer})
                          .playlist("b", {Builder::text("next", 2)})
                          .segment(10s, {Builder::turn("a")})
                          .segment(1h, {Builder::turn("b")})
                          .build());
  CHECK(told(over.at(at(10s) - 1ms)) == "offer");
  CHECK(told(over.at(at(10s))) == "next");

  offer.airs->to = at(15s);
  const Timeline soon_over(Builder()
                               .playlist("a", {offer})
                               .playlist("b", {Builder::text("next", 2)})
                               .segment(10s, {Builder::turn("a")})
                               .segment(1h, {Builder::turn("b")})
                               .build());
  CHECK(told(soon_over.at(at(15s) - 1ms)) == "offer");
  CHECK(told(soon_over.at(at(15s))) == "next");
  CHECK(soon_over.next_change(at(10s)) == at(15s));
}

TEST_CASE("an item is shown on its days and not a moment longer, wherever it is used") {
  auto offer = Builder::text("offer", 2);
  offer.airs = Interval{at(10s), at(20s)};
  const Timeline timeline(Builder()
                              .playlist("a", {offer, Builder::text("always", 2)})
                              .playlist("only", {offer})
                              .layout("page", {"a", "only"})
                              .segment(10s, {Builder::turn("a")})
                              .segment(10s, {Builder::turn("a")})
                              .segment(10s, {Builder::layout_turn("page", 4s)})
                              .segment(10s, {Builder::turn("only")})
                              .build());
  CHECK(told(timeline.at(at(0s))) == "always");
  CHECK(timeline.next_change(at(5s)) == at(10s));
  CHECK(told(timeline.at(at(10s))) == "offer");
  CHECK(told(timeline.at(at(12s))) == "always");
  CHECK(told(timeline.at(at(18s))) == "offer");
  CHECK(told(timeline.at(at(20s))) == "always");  // its zone is empty
  CHECK(told(timeline.at(at(30s))) == "default");
}

TEST_CASE("a clock that was set back behind an alarm, or behind the plan, leaves both playing") {
  Programme programme = *Builder()
                             .medium("v.mp4", 4s)
                             .playlist("default", {Builder::video("v.mp4")})
                             .playlist("fire", {Builder::video("v.mp4")})
                             .alarm("fire", "fire")
                             .segment(24h, {Builder::turn("default")})
                             .build();
  programme.covers = {at(8000h), at(8024h)};
  programme.segments.front().interval = programme.covers;
  const Timeline timeline(std::make_shared<const Programme>(std::move(programme)));
  const auto alarms = fire(8001h);
  for (const Millis t : {Millis{8001h} - 1ms, Millis{7976h}, Millis{0}}) {
    for (const AlarmState& each : {alarms, AlarmState{}}) {
      const Alarms state(each);
      const Millis before = timeline.at(at(t), state).front().position;
      CHECK(before >= 0s);
      CHECK(timeline.at(at(t + 1s), state).front().position == (before + 1s) % 24h);
    }
  }
}

TEST_CASE("with a clock that is earlier than the plan no offer comes back that has no beginning") {
  auto offer = Builder::text("offer", 2);
  offer.airs = Interval{SysTime{}, at(9000h)};
  Programme programme = *Builder()
                             .playlist("default", {offer, Builder::text("always", 2)})
                             .segment(24h, {Builder::turn("default")})
                             .build();
  programme.covers = {at(8000h), at(8024h)};
  programme.segments.front().interval = programme.covers;
  const Timeline timeline(std::make_shared<const Programme>(std::move(programme)));
  CHECK(told(timeline.at(at(8001h))) == "offer");
  for (const Millis t : {0s, 1s, 2s, 3s})
    CHECK(told(timeline.at(at(t))) == "always");
  CHECK(told(timeline.at(at(8023h + 3599s))) == "always");
  CHECK(told(timeline.at(at(8024h))) == "offer");  // the default, beyond the plan
}

TEST_CASE("a programme made in the middle of a shared segment shows what one made before it shows") {
  auto offer = Builder::text("offer", 7);
  offer.airs = Interval{SysTime{}, at(9000h)};
  Programme programme = *Builder()
                             .playlist("a", {offer, Builder::text("always", 2)})
                             .playlist("b", {Builder::text("other", 3)})
                             .segment(24h, {Builder::turn("a"), Builder::turn("b")})
                             .build();
  programme.segments.front().interval = {at(8000h), at(8024h)};
  programme.covers = programme.segments.front().interval;
  const Timeline early(std::make_shared<const Programme>(programme));
  programme.covers.from = at(8012h);
  const Timeline late(std::make_shared<const Programme>(programme));
  bool offered = false;
  for (Millis t = 8012h; t < 8012h + 1min; t += 500ms) {
    CHECK(told(late.at(at(t))) == told(early.at(at(t))));
    offered = offered || told(late.at(at(t))) == "offer";
  }
  CHECK(offered);
}

TEST_CASE("a layout gives each zone its place: nested ones divide their own") {
  const auto programme =
      Builder()
          .playlist("left", {Builder::text("l", 2)})
          .playlist("inner", {Builder::text("i", 2)})
          .playlist("right", {Builder::page("layouts/nested.yaml", 5), Builder::text("r", 5)})
          .layout("nested", {"inner", "left"})
          .layout("page", {"left", "right"})
          .segment(1h, {Builder::layout_turn("page", 5s)})
          .build();
  const Timeline timeline(programme);
  const auto cues = timeline.at(at(1s));
  CHECK(told(cues) == "l i l");
  const Cue& inner = cues[3];
  CHECK(inner.slot == Slot{}.inside("right").inside("inner"));
  CHECK(cues[4].slot == Slot{}.inside("right").inside("left"));
  CHECK(inner.place.left == Approx(0.5));
  CHECK(inner.place.width == Approx(0.25));
  CHECK(std::holds_alternative<Panel>(cues[0].what));
  CHECK(told(timeline.at(at(6s))) == "l r");
}

TEST_CASE("a layout that contains itself ends") {
  const auto programme = Builder()
                             .playlist("loop", {Builder::page("layouts/self.yaml", 5)})
                             .layout("self", {"loop"})
                             .segment(1h, {Builder::layout_turn("self", 5s)})
                             .build();
  const Timeline timeline(programme);
  CHECK(told(timeline.at(at(0ms))) == "default");
}

TEST_CASE("an alarm takes the whole screen, and its end gives it back where time has got to") {
  const Timeline timeline(Builder()
                              .playlist("a", {Builder::text("one", 2), Builder::text("two", 2)})
                              .playlist("fire", {Builder::text("FIRE", 5)})
                              .alarm("fire", "fire")
                              .segment(1h, {Builder::turn("a")})
                              .build());
  CHECK(told(timeline.at(at(1s), Alarms(fire()))) == "FIRE");
  CHECK(told(timeline.at(at(3s))) == "two");
}

TEST_CASE("an alarm without a page of its own shows the built-in one") {
  const Timeline timeline(Builder().segment(1h, {Builder::turn("default")}).build());
  const auto cues = timeline.at(at(1s), Alarms(fire()));
  CHECK(told(cues).find("대피하세요") != std::string::npos);
  CHECK(std::get<Panel>(cues.front().what).colour == Colour{176, 0, 0, 255});
}

TEST_CASE("an exercise leaves its page less room, and says what it is in the rest") {
  const Timeline timeline(Builder()
                              .playlist("fire", {Builder::text("FIRE", 5)})
                              .alarm("fire", "fire")
                              .segment(1h, {Builder::turn("default")})
                              .build());
  AlarmState drill = fire();
  drill.active.front().exercise = Exercise::drill;
  auto cues = timeline.at(at(1s), Alarms(drill));
  CHECK(told(cues).find("FIRE") == 0);
  CHECK(told(cues).find("훈련") != std::string::npos);
  for (const Cue& cue : cues) {
    if (cue.slot == Slot{})
      CHECK(cue.place.top == Approx(0.1));  // the page
    else
      CHECK(cue.place.top + cue.place.height <= 0.1 + 1e-9);  // the band
  }
  drill.active.front().exercise = Exercise::test;
  CHECK(told(timeline.at(at(1s), Alarms(drill))).find("TEST") != std::string::npos);
  CHECK(told(timeline.at(at(1s), Alarms(fire()))) == "FIRE");
}

TEST_CASE("the all-clear has a page of its own, or ours") {
  AlarmState over;
  over.all_clear = AllClear{Exercise::actual, at(0ms)};
  const Timeline ours(Builder().segment(1h, {Builder::turn("default")}).build());
  const auto cues = ours.at(at(1s), Alarms(over));
  CHECK(told(cues).find("상황이 끝났습니다") != std::string::npos);
  CHECK(std::get<Panel>(cues.front().what).colour == Colour{0, 92, 52, 255});
  const Timeline theirs(Builder()
                            .playlist("over", {Builder::text("OVER", 5)})
                            .alarm("all-clear", "over")
                            .segment(1h, {Builder::turn("default")})
                            .build());
  CHECK(told(theirs.at(at(1s), Alarms(over))) == "OVER");
  over.all_clear->exercise = Exercise::drill;
  CHECK(told(theirs.at(at(1s), Alarms(over))).find("훈련") != std::string::npos);
}

TEST_CASE("between one change and the next the items stay the same") {
  const auto programme =
      Builder()
          .playlist("a", {Builder::text("one", 3), Builder::fading(Builder::text("two", 4), 700)})
          .playlist("b", {Builder::text("x", 5), Builder::text("y", 2)})
          .layout("page", {"a", "b"})
          .segment(61s, {Builder::layout_turn("page", 5s)})
          .segment(1h, {Builder::turn("a")})
          .build();
  const Timeline timeline(programme);
  const auto items = [&](SysTime t) {
    std::vector<const Item*> found;
    for (const Cue& cue : timeline.at(t)) {
      if (const auto* item = std::get_if<const Item*>(&cue.what))
        found.push_back(*item);
    }
    return found;
  };
  SysTime t = at(0ms);
  int changes = 0;
  while (t < at(100s)) {
    const SysTime next = timeline.next_change(t);
    REQUIRE(next > t);
    CHECK(items(t) == items(next - 1ms));
    t = next;
    ++changes;
  }
  CHECK(changes > 40);
}

TEST_CASE(
    "a countdown changes with each minute that it says, on the last day with each second, and when it is "
    "over") {
  CountdownItem countdown;
  countdown.text = {{{"ko", "{left}"}}};
  countdown.ends = at(48h + 30s);
  Item item;
  item.what = countdown;
  const auto next = [&](bool seconds, Millis now) {
    auto& what = std::get<CountdownItem>(item.what);
    what.seconds = seconds;
    const Timeline timeline(Builder().playlist("a", {item}).segment(100h, {Builder::turn("a")}).build());
    return timeline.next_change(at(now)).time_since_epoch();
  };
  CHECK(next(true, 0ms) == 30s);
  CHECK(next(true, 30s) == 90s);
  CHECK(next(true, 24h + 30s) == 24h + 31s);  // the last day
  CHECK(next(false, 24h + 30s) == 24h + 90s);
  CHECK(next(true, 48h + 29900ms) == 48h + 30s);
  CHECK(next(true, 48h + 30s) > 49h);
}

TEST_CASE("a table may turn its page, or its language, at each step") {
  TableItem table;
  table.columns.resize(1);
  table.rows.resize(3);
  table.languages = {"ko", "en"};
  table.every = 4s;
  Item item;
  item.what = table;
  const Timeline timeline(Builder().playlist("a", {item}).segment(1h, {Builder::turn("a")}).build());
  CHECK(timeline.next_change(at(0ms)) == at(4s));
  CHECK(timeline.next_change(at(5s)) == at(8s));
}
