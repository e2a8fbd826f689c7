// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/stage.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;

namespace {

constexpr Millis k_at_most = 5s;  // a programme that is not ready waits no longer

Item named(const std::string& name) {
  Item item = Builder::text(name, 10);
  item.mark = {name, 1, 1};
  return item;
}

/// From `from` on for two days; and another default, that nobody wants to see.
std::shared_ptr<const Programme> programme(const std::string& name, SysTime from) {
  Programme made = *Builder()
                        .playlist("default", {named("default")})
                        .playlist("a", {named(name)})
                        .segment(48h, {Builder::turn("a")})
                        .build();
  made.covers = {from, from + 48h};
  made.segments.front().interval = made.covers;
  return std::make_shared<const Programme>(std::move(made));
}

struct Gate {
  ResourceCache cache{20};
  VideoDeck deck{Decoders("/nowhere/decoder")};
  Stage stage{cache, deck, {640, 360}};

  PresentedItem at(SysTime now) {
    stage.refresh(now);
    stage.presented(now);
    return stage.glass().items.front();
  }
  std::string name_at(SysTime now) { return at(now).mark.file; }

  /// With a programme on screen, that was offered at `from`.
  explicit Gate(SysTime from) {
    stage.offer(programme("before", from), from);
    for (Millis t = 0s; t <= k_at_most; t += 1s)
      at(from + t);
  }
};

const SysTime k_noon = parse_iso8601("2026-11-22T03:00:00Z").value();

}  // namespace

TEST_CASE("the clock is set, forth or back: what is on goes on until the new plan has come") {
  const Millis step = GENERATE(as<Millis>(), 24h * 30, -(24h * 30), 24h * 365 * 57, -(24h * 365 * 56));
  Gate gate(k_noon);
  const PresentedItem before = gate.at(k_noon + 10s);
  REQUIRE(before.mark.file == "before");
  const SysTime then = k_noon + 10s + step;
  const PresentedItem first = gate.at(then);
  CHECK(first.mark == before.mark);
  CHECK(first.start == before.start);
  CHECK(gate.at(then + 1s).position == before.position + 1s);

  gate.stage.offer(programme("after", then), then + 1s);
  for (Millis t = 1s; t < 1s + k_at_most; t += 100ms) {
    const std::string seen = gate.name_at(then + t);
    CHECK((seen == "before" || seen == "after"));
  }
  CHECK(gate.name_at(then + 1s + k_at_most) == "after");
  CHECK(gate.at(then + 1s + k_at_most).position == 1s + k_at_most);
}

TEST_CASE("nobody plans anew: after a few seconds the default is shown") {
  Gate gate(k_noon);
  REQUIRE(gate.name_at(k_noon + 10s) == "before");
  const SysTime then = k_noon + 24h * 30;
  CHECK(gate.name_at(then) == "before");
  CHECK(gate.name_at(then + k_at_most) == "default");
  CHECK(gate.name_at(then + k_at_most + 1s) == "default");
}

TEST_CASE("where the plan simply ends, the default begins at once") {
  Gate gate(k_noon);
  CHECK(gate.name_at(k_noon + 48h - 10ms) == "before");
  CHECK(gate.name_at(k_noon + 48h) == "default");
}

TEST_CASE(
    "a new programme waits no longer for being ready than ever, also where the clock is set back meanwhile") {
  Gate gate(k_noon);
  gate.stage.offer(programme("after", k_noon - 24h), k_noon + 10s);
  REQUIRE(gate.name_at(k_noon + 10s) == "before");
  CHECK(gate.name_at(k_noon + 10s - 1h) == "before");
  std::string last;
  for (Millis t = 0s; t <= k_at_most; t += 1s)
    last = gate.name_at(k_noon + 10s - 1h + t);
  CHECK(last == "after");
}

TEST_CASE("an alarm is not held back by a clock that was set") {
  Gate gate(k_noon);
  REQUIRE(gate.name_at(k_noon + 10s) == "before");
  const SysTime then = k_noon + 24h * 30;
  CHECK(gate.name_at(then) == "before");
  gate.stage.set_alarms({{{{"f"}, "fire", "test", 1, then + 1s}}});
  CHECK(gate.at(then + 1s).position == 0ms);
  CHECK(gate.name_at(then + 1s) != "before");
  CHECK(gate.stage.take_alarm_presented());
}
