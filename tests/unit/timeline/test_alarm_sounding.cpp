// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/alarm_sounding.h"

#include "player/timeline/alarm_turn.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

const SysTime k_noon{1'800'000'000s};
const std::vector<AlarmSound> k_tone{{}};
const std::vector<AlarmSound> k_speech{{}, {"media/quake.opus"}};

Incident incident(const std::string& id, const AlarmKind& kind, Millis after = 0ms) {
  Incident made;
  made.id = {id};
  made.kind = kind;
  made.raised = k_noon + after;
  return made;
}

Document pages() {
  Document document;
  document.alarms["fire"].sound = k_tone;
  document.alarms["earthquake"].sound = k_speech;
  document.alarms["storm"] = {};
  document.alarms["all-clear"].sound = k_tone;
  return document;
}

Screen loud() {
  Screen screen;
  screen.speaker = true;
  return screen;
}

std::optional<AlarmSounding> heard(const AlarmState& state, const Document& document = pages()) {
  const Screen screen = loud();
  return sounding_of(state, document, &screen);
}

}  // namespace

TEST_CASE("an alarm is heard from the instant that it was raised") {
  CHECK(heard({{incident("f", "fire", 3s)}}) == AlarmSounding{k_tone, k_noon + 3s});
  CHECK(heard({{incident("q", "earthquake")}}) == AlarmSounding{k_speech, k_noon});
}

TEST_CASE("a screen without a speaker is silent, and so is one that the site does not know") {
  const AlarmState fire{{incident("f", "fire")}};
  const Screen quiet;
  CHECK_FALSE(sounding_of(fire, pages(), &quiet));
  CHECK_FALSE(sounding_of(fire, pages(), nullptr));
}

TEST_CASE("neither a drill nor a test nor an all-clear is heard") {
  for (const Exercise exercise : {Exercise::drill, Exercise::test}) {
    Incident fire = incident("f", "fire");
    fire.exercise = exercise;
    CHECK_FALSE(heard({{fire}}));
    CHECK_FALSE(heard({{fire}}, {}));  // nor with the program's own page
  }
  CHECK_FALSE(heard({{}, AllClear{Exercise::actual, k_noon}}));
  CHECK_FALSE(heard({}));
}

TEST_CASE("a fire that begins in a drill is heard") {
  Incident drill = incident("d", "fire");
  drill.exercise = Exercise::drill;
  CHECK(heard({{drill, incident("f", "fire", 9s)}}) == AlarmSounding{k_tone, k_noon + 9s});
}

TEST_CASE("of several the gravest is heard, whatever came last") {
  const AlarmState state{{incident("f", "fire"), incident("q", "earthquake", 5s)}};
  CHECK(heard(state) == AlarmSounding{k_tone, k_noon});
  CHECK(heard({{incident("q", "earthquake"), incident("f", "fire", 5s)}}) == AlarmSounding{k_tone, k_noon + 5s});
}

TEST_CASE("a grave alarm whose page is silent is not sounded by a lesser one") {
  Document document = pages();
  document.alarms["fire"].sound.clear();
  CHECK_FALSE(heard({{incident("f", "fire"), incident("q", "earthquake", 5s)}}, document));
}

TEST_CASE("while equals take turns one sound goes on, and a second alarm like it does not begin it again") {
  const AlarmState two{{incident("q", "earthquake"), incident("s", "storm", 4s)}};
  CHECK(turn_of(two, k_noon + 5s).kind == "storm");
  CHECK(turn_of(two, k_noon + 15s).kind == "earthquake");
  CHECK(heard(two) == AlarmSounding{k_speech, k_noon});
  CHECK(heard({{incident("a", "fire"), incident("b", "fire", 30s)}}) == AlarmSounding{k_tone, k_noon});
}

TEST_CASE("of equals with sounds of their own that which came last is heard") {
  Document document = pages();
  document.alarms["storm"].sound = {{"media/storm.opus"}};
  const AlarmState two{{incident("q", "earthquake"), incident("s", "storm", 4s)}};
  CHECK(heard(two, document) == AlarmSounding{{{"media/storm.opus"}}, k_noon + 4s});
}

TEST_CASE("the words of an authority are shown instead of the page, so its sound is not heard") {
  Incident quake = incident("q", "earthquake");
  quake.origin = Origin::external;
  CHECK(heard({{quake}}));
  quake.words = {{"ko", "지진 발생", ""}};
  CHECK_FALSE(heard({{quake}}));
}

TEST_CASE("without a page a fire in the market sounds the tone, and nothing else does") {
  CHECK(heard({{incident("f", "fire")}}, {}) == AlarmSounding{k_tone, k_noon});
  CHECK_FALSE(heard({{incident("q", "earthquake")}}, {}));
  Incident far = incident("f", "fire");
  far.origin = Origin::external;
  CHECK_FALSE(heard({{far}}, {}));
}

TEST_CASE("a time beyond all reason counts from 1970") {
  Incident fire = incident("f", "fire");
  fire.raised = SysTime::max();
  CHECK(heard({{fire}}) == AlarmSounding{k_tone, SysTime{}});
}
