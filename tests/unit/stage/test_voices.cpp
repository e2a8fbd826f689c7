// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/stage.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"
#include "tests/unit/media/media_maker.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;

namespace {

Item video(const std::string& path, std::optional<double> volume) {
  Item item = Builder::video(path);
  std::get<VideoItem>(item.what).volume = volume;
  return item;
}

/// Three seconds of a clip with sound, then the same in silence, fading in.
std::shared_ptr<const Programme> loud_and_silent() {
  Programme programme =
      *Builder()
           .playlist("clips", {video("media/loud.mp4", 0.6),
                               Builder::fading(video("media/silent.mp4", std::nullopt), 1000)})
           .segment(24h, {Builder::turn("clips", 24h)})
           .build();
  for (const char* path : {"media/loud.mp4", "media/silent.mp4"})
    programme.inventory[path] = {test::market_clip(), {MediaFacts::Kind::video, {320, 180}, 3000ms}};
  return std::make_shared<const Programme>(std::move(programme));
}

struct Gate {
  ResourceCache cache{20};
  VideoDeck deck{Decoders(std::filesystem::path(MADANG_BINARY_DIR) / "bin" / "madang-decoder")};
  Stage stage{cache, deck, {320, 180}};

  Gate() { stage.offer(loud_and_silent(), SysTime{}); }
  const std::vector<Voice>& heard_at(Millis at) {
    stage.refresh(SysTime{at});
    stage.presented(SysTime{at});
    return stage.voices();
  }
};

}  // namespace

TEST_CASE("a clip that asks for it is heard as loud as it asks, from where it is") {
  Gate gate;
  REQUIRE(test::eventually([&] { return !gate.heard_at(1200ms).empty(); }));
  const auto& voices = gate.heard_at(1234ms);
  REQUIRE(voices.size() == 1);
  CHECK(voices[0].sound != nullptr);
  CHECK(voices[0].volume == 0.6);
  CHECK(std::chrono::abs(voices[0].position - 1234ms) < 17ms);  // that of the picture: counted in refreshes
}

TEST_CASE("the voice stays the same from refresh to refresh") {
  Gate gate;
  REQUIRE(test::eventually([&] { return !gate.heard_at(1200ms).empty(); }));
  const SoundPtr sound = gate.heard_at(1216ms).at(0).sound;
  CHECK(gate.heard_at(1233ms).at(0).sound == sound);
}

TEST_CASE("its sound ends with its turn, though it is seen while the next one fades in") {
  Gate gate;
  REQUIRE(test::eventually([&] { return !gate.heard_at(2900ms).empty(); }));
  CHECK(gate.heard_at(2999ms).size() == 1);
  for (int at = 3000; at < 4200; at += 50)
    CHECK(gate.heard_at(Millis(at)).empty());
}

TEST_CASE("an alarm silences the programme at its first refresh, and gives it back") {
  Gate gate;
  REQUIRE(test::eventually([&] { return !gate.heard_at(1000ms).empty(); }));
  Incident fire;
  fire.id = {"f1"};
  fire.kind = "fire";
  gate.stage.set_alarms({{fire}});
  CHECK(gate.heard_at(1016ms).empty());
  CHECK(gate.heard_at(1500ms).empty());
  gate.stage.set_alarms({});
  CHECK(test::eventually([&] { return !gate.heard_at(1600ms).empty(); }));
}
