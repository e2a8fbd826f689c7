// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/words_page.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "player/timeline/kind_words.h"
#include "player/timeline/timeline.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;

namespace {

const SysTime k_noon{1'800'000'000s};
const IncidentWords k_korean{"ko", "제주 호우경보", "하천에서 떨어지세요"};
const IncidentWords k_english{"en", "Heavy rain warning", "Keep away from streams"};
const IncidentWords k_russian{"ru", "Сильный дождь", ""};

Incident warning(std::vector<IncidentWords> words, const std::string& id = "w1", Millis after = 0ms) {
  Incident made;
  made.id = {id};
  made.kind = "rain";
  made.raised = k_noon + after;
  made.origin = Origin::external;
  made.words = std::move(words);
  return made;
}

Incident local(const AlarmKind& kind) {
  Incident made;
  made.id = {"l1"};
  made.kind = kind;
  made.raised = k_noon;
  return made;
}

/// A text as it is on the glass, with where it stands.
struct Told {
  std::string text;
  Placement place;
};

std::vector<Told> told(const std::vector<Cue>& cues) {
  std::vector<Told> all;
  for (const Cue& cue : cues) {
    const auto* item = std::get_if<const Item*>(&cue.what);
    if (item == nullptr)
      continue;
    const auto& text = std::get<TextItem>((*item)->what);
    const auto& versions = text.text.versions;
    const auto turn = static_cast<size_t>(cue.position / text.rotate_every);
    all.push_back(
        {versions[text.languages == Languages::rotate ? turn % versions.size() : 0].text, cue.place});
  }
  return all;
}

bool says(const std::vector<Told>& all, const std::string& words) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Told& each) { return each.text.find(words) != std::string::npos; });
}

const Placement& place_of(const std::vector<Told>& all, const std::string& words) {
  return std::find_if(all.begin(), all.end(), [&](const Told& each) { return each.text == words; })->place;
}

Colour ground_of(const std::vector<Cue>& cues) {
  return std::get<Panel>(cues.front().what).colour;
}

const Timeline& bare() {
  static const Timeline timeline(Builder().segment(1h, {Builder::turn("default")}).build());
  return timeline;
}

std::vector<Told> shown(const Incident& incident, Millis after = 0ms) {
  const Alarms alarms(AlarmState{{incident}});
  return told(bare().at(k_noon + after, alarms));
}

double luminance(Colour colour) {
  const auto linear = [](double value) {
    value /= 255;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

}  // namespace

TEST_CASE("a warning's words are on the glass, Korean above and steady, the others below in turn") {
  const Incident incident = warning({k_english, k_korean, k_russian});
  for (const Millis after : {0s, 4s, 9s, 33s}) {
    const auto all = shown(incident, after);
    CHECK(place_of(all, "제주 호우경보").top < 0.2);
    CHECK(says(all, "하천에서 떨어지세요"));
    CHECK(says(all, "Heavy rain warning") != says(all, "Сильный дождь"));
    CHECK(says(all, "Heavy rain warning") == says(all, "Keep away from streams"));
  }
  CHECK(says(shown(incident, 1s), "Heavy rain warning"));
  CHECK(says(shown(incident, 6s), "Сильный дождь"));
}

TEST_CASE("no language of a warning waits longer for its turn than eight seconds for each before it") {
  const Alarms alarms(AlarmState{{warning({k_korean, k_english, k_russian})}});
  CHECK(bare().next_change(k_noon, alarms) <= k_noon + 8s);
}

TEST_CASE("the line has more room than what to do, also where that is long") {
  IncidentWords wordy = k_korean;
  wordy.more.clear();
  for (int i = 0; i < 20; ++i)
    wordy.more += "하천 변으로 가지 마세요. ";
  const auto all = shown(warning({wordy, k_english}));
  CHECK(place_of(all, wordy.line).height > 0.15);
  CHECK(place_of(all, wordy.line).top < place_of(all, wordy.more).top);
  CHECK(place_of(all, k_english.line).height > place_of(all, k_english.more).height * 0.8);
}

TEST_CASE("a language alone has the whole page") {
  const auto all = shown(warning({k_korean}));
  const Placement& more = place_of(all, k_korean.more);
  CHECK(more.top + more.height == Approx(1));
}

TEST_CASE(
    "a message without Korean keeps its first language in Korean's place, and the head says the kind in "
    "both") {
  const auto all = shown(warning({k_russian, k_english}), 7s);
  CHECK(place_of(all, k_russian.line).top < 0.2);
  CHECK(says(all, k_english.line));
  CHECK(says(all, "호우\nHeavy rain"));
}

TEST_CASE("what is extreme is red and says so, other warnings are neither") {
  Incident incident = warning({k_korean});
  const Alarms other(AlarmState{{incident}});
  incident.extreme = true;
  const Alarms extreme(AlarmState{{incident}});
  CHECK(ground_of(bare().at(k_noon, extreme)) == Colour{176, 0, 0, 255});
  CHECK(says(told(bare().at(k_noon, extreme)), "EXTREME"));
  CHECK_FALSE(ground_of(bare().at(k_noon, other)) == Colour{176, 0, 0, 255});
  CHECK_FALSE(says(told(bare().at(k_noon, other)), "EXTREME"));
}

TEST_CASE("every text of a words page has a contrast of seven to one to its ground") {
  for (const bool grave : {false, true}) {
    Incident incident = warning({k_korean, k_english});
    incident.extreme = grave;
    const Alarms alarms(AlarmState{{incident}});
    const auto cues = bare().at(k_noon, alarms);
    int texts = 0;
    for (size_t i = 0; i < cues.size(); ++i) {
      const auto* item = std::get_if<const Item*>(&cues[i].what);
      if (item == nullptr)
        continue;
      Colour ground;  // the topmost panel below it that it stands on
      for (size_t below = 0; below < i; ++below) {
        const auto* panel = std::get_if<Panel>(&cues[below].what);
        const Placement& place = cues[below].place;
        if (panel != nullptr && place.top <= cues[i].place.top + 1e-9 &&
            place.top + place.height >= cues[i].place.top + cues[i].place.height - 1e-9)
          ground = panel->colour;
      }
      const double a = luminance(ground) + 0.05;
      const double b = luminance(std::get<TextItem>((*item)->what).style.colour) + 0.05;
      CHECK(std::max(a, b) / std::min(a, b) >= 7);
      ++texts;
    }
    CHECK(texts == 6);
  }
}

TEST_CASE("an authority's incident without words names its kind, and never sends people out") {
  for (const char* kind : {"rain", "fire", "evacuation", "something-new"}) {
    Incident incident = warning({});
    incident.kind = kind;
    std::string seen;
    std::set<std::string> languages;
    for (int second = 0; second < 64; ++second) {
      for (const Told& each : shown(incident, std::chrono::seconds(second)))
        seen += each.text + "\n";
    }
    CHECK(seen.find("대피하세요") == std::string::npos);
    CHECK(seen.find("직원의 안내를 따라 주세요") != std::string::npos);
    for (const TaggedText& name : words_of_kind(kind).names)
      CHECK(seen.find(name.text) != std::string::npos);
  }
}

TEST_CASE(
    "the page that sends people out is for what is a reason to leave, and for what only the site knows") {
  for (const char* kind : {"fire", "explosion", "gas-room-3", "emergency"})
    CHECK(says(shown(local(kind)), "대피하세요"));
  for (const char* kind : {"earthquake", "missing-child", "rain"})
    CHECK_FALSE(says(shown(local(kind)), "대피하세요"));
}

TEST_CASE("the release's page goes before words of this market, and after those of an authority") {
  const Timeline timeline(Builder()
                              .playlist("ours", {Builder::text("OURS", 5)})
                              .alarm("rain", "ours")
                              .segment(1h, {Builder::turn("default")})
                              .build());
  const auto at_noon = [&](const Incident& incident) {
    const Alarms alarms(AlarmState{{incident}});
    return told(timeline.at(k_noon, alarms));
  };
  Incident incident = warning({k_korean});
  CHECK(says(at_noon(incident), k_korean.line));
  CHECK(says(at_noon(warning({})), "OURS"));
  incident.origin = Origin::local;
  CHECK(says(at_noon(incident), "OURS"));
  incident.kind = "snow";
  CHECK(says(at_noon(incident), k_korean.line));
}

TEST_CASE("two warnings of one kind are shown one after the other, and each of their languages is read") {
  const Alarms alarms(
      AlarmState{{warning({{"ko", "하나", ""}, k_english, k_russian, {"ja", "大雨", ""}}, "a"),
                  warning({{"ko", "둘", ""}}, "b", 3s)}});
  const auto at = [&](Millis after) { return told(bare().at(k_noon + after, alarms)); };
  CHECK(says(at(4s), "둘"));
  CHECK_FALSE(says(at(4s), "하나"));
  CHECK(says(at(14s), "하나"));
  CHECK(says(at(24s), "둘"));
  std::string seen;
  for (int second = 3; second < 63; ++second) {
    for (const Told& each : at(std::chrono::seconds(second)))
      seen += each.text + "\n";
  }
  for (const char* words : {"Heavy rain warning", "Сильный дождь", "大雨"})
    CHECK(seen.find(words) != std::string::npos);
}

TEST_CASE("no warning shows while there is a fire here, and a fire's page is not theirs") {
  Incident fire = local("fire");
  Incident incident = warning({k_korean}, "w1", 5s);
  incident.extreme = true;
  const Alarms alarms(AlarmState{{fire, incident}});
  for (int second = 0; second < 60; second += 3) {
    const auto all = told(bare().at(k_noon + std::chrono::seconds(second), alarms));
    CHECK(says(all, "대피하세요"));
    CHECK_FALSE(says(all, k_korean.line));
  }
}

TEST_CASE("a drill of a warning stands under the band that says so") {
  Incident incident = warning({k_korean});
  incident.exercise = Exercise::drill;
  const auto all = shown(incident);
  CHECK(says(all, "훈련"));
  CHECK(place_of(all, k_korean.line).top > 0.2);
}

TEST_CASE("braces in a message are words, not names of values") {
  const Incident incident = warning({{"ko", "문의 {gate} 02-123", ""}});
  const auto all = shown(incident);
  CHECK(says(all, "{{gate}}"));
}
