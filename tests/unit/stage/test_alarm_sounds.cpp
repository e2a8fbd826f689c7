// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cmath>

#include "player/stage.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/media/media_maker.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;

namespace {

const SysTime k_noon{1'800'000'000s};

/// A second of 1 kHz, at half of what is possible; its name is its own.
std::filesystem::path words(const std::string& name) {
  return test::make_media(
      name, {"-f", "lavfi", "-i", "aevalsrc='0.5*sin(2*PI*1000*t)':sample_rate=48000:duration=1"});
}

struct Gate {
  test::TempFolder folder;
  ResourceCache cache{20};
  VideoDeck deck{Decoders(std::filesystem::path(MADANG_BINARY_DIR) / "bin" / "madang-decoder")};
  Stage stage{cache, deck, {320, 180}};

  /// A programme whose fire page has these sounds, on a screen with a speaker.
  std::shared_ptr<const Programme> programme(std::vector<AlarmSound> sounds, const Inventory& inventory) {
    Programme made = *Builder()
                          .playlist("fire", {Builder::text("불이야", 8)})
                          .alarm("fire", "fire")
                          .segment(24h * 365 * 80, {Builder::turn("default")})
                          .build();
    made.document.site.screens[0].speaker = speaker;
    made.document.alarms.at("fire").sound = std::move(sounds);
    made.inventory = inventory;
    return std::make_shared<const Programme>(std::move(made));
  }
  void show(std::vector<AlarmSound> sounds, const Inventory& inventory = {}) {
    stage.offer(programme(std::move(sounds), inventory), now);
    refresh(5s);  // longer than it would wait for what is not ready
    refresh(5s);
  }
  const std::vector<Voice>& refresh(Millis later = 16ms) {
    now += later;
    stage.refresh(now);
    stage.presented(now);
    return stage.voices();
  }
  void raise(AlarmKind kind = "fire", Exercise exercise = Exercise::actual) {
    Incident incident;
    incident.id = {kind};
    incident.kind = std::move(kind);
    incident.raised = now;
    incident.exercise = exercise;
    state.active.push_back(incident);
    stage.set_alarms(state);
  }
  /// How long one round of what is heard is.
  Millis round() {
    const auto* loop = dynamic_cast<const SoundLoop*>(stage.voices().at(0).sound.get());
    return loop != nullptr ? Millis{loop->length() / k_sound_per_milli} : 0ms;
  }

  bool speaker = true;
  SysTime now = k_noon;
  AlarmState state;
};

Inventory with(const std::string& path, const std::filesystem::path& file) {
  return {{path, {file, {MediaFacts::Kind::sound, {}, 1000ms}}}};
}

constexpr Millis k_tone_round = 4s;
constexpr Millis k_words_round = 2s;  // with their pause

}  // namespace

TEST_CASE("the tone is heard from an alarm's first refresh to its last, and counts from when it was raised") {
  Gate gate;
  gate.show({{}});
  CHECK(gate.refresh().empty());
  gate.raise();
  REQUIRE(gate.refresh(30ms).size() == 1);
  CHECK(gate.stage.voices()[0].volume == 1);
  CHECK(gate.stage.voices()[0].position == 30ms);
  CHECK(gate.round() == k_tone_round);
  const SoundPtr sound = gate.stage.voices()[0].sound;
  CHECK(gate.refresh(7s).at(0).sound == sound);
  CHECK(gate.stage.voices()[0].position == 7030ms);
  gate.stage.set_alarms({});
  CHECK(gate.refresh().empty());
}

TEST_CASE("recorded words are decoded before there is an alarm, and heard from their beginning") {
  const auto inventory = with("media/fire.wav", words("words.wav"));
  const std::vector<AlarmSound> page{{}, {"media/fire.wav"}};
  const auto programme = Gate().programme(page, inventory);
  AlarmSounds sounds{Decoders(test::decoder_program())};
  sounds.keep({programme.get(), nullptr});
  REQUIRE(test::eventually([&] {
    sounds.work(k_noon);
    return !sounds.busy();
  }));
  const SoundPtr loop = sounds.loop_of(page, inventory);
  CHECK(sounds.loop_of(page, inventory) == loop);
  CHECK(sounds.problems().empty());
  std::vector<Stereo> samples(6 * 48'000);
  loop->read(0, samples);
  const auto peak = [&](std::size_t from_ms, std::size_t to_ms) {
    int most = 0;
    for (std::size_t at = from_ms * 48; at < to_ms * 48; ++at)
      most = std::max<int>(most, samples[at].left);
    return most;
  };
  CHECK(peak(2500, 4000) == 0);  // of the tone
  CHECK(peak(4000, 5000) == Approx(16'384).epsilon(0.02));
  CHECK(peak(5001, 6000) == 0);
}

TEST_CASE("an alarm that comes before its words are decoded does not wait for them") {
  Gate gate;
  gate.show({{"media/fire.wav"}}, with("media/fire.wav", words("words.wav")));
  gate.raise();
  REQUIRE(gate.refresh().size() == 1);
  CHECK((gate.round() == k_tone_round || gate.round() == k_words_round));
  CHECK(test::eventually([&] { return gate.refresh().size() == 1 && gate.round() == k_words_round; }));
}

TEST_CASE("for words that cannot be decoded the tone is heard, and the status says so") {
  Gate gate;
  const auto told = [&](const std::string& what) {
    const auto problems = gate.stage.report().problems;
    return std::count_if(problems.begin(), problems.end(),
                         [&](const Bilingual& each) { return each.en.find(what) != std::string::npos; });
  };
  SECTION("the file is damaged") {
    gate.show({{"media/fire.wav"}}, with("media/fire.wav", gate.folder.write("bad.wav", "no sound at all")));
    REQUIRE(test::eventually([&] {
      gate.refresh();
      return told("media/fire.wav") == 1;
    }));
    CHECK(told("The tone is heard instead") == 1);
  }
  SECTION("the file is not there") {
    gate.show({{"media/fire.wav"}});
    CHECK(told("media/fire.wav") == 1);
  }
  gate.raise();
  REQUIRE(gate.refresh().size() == 1);
  CHECK(gate.round() == k_tone_round);
}

TEST_CASE("words that are mended are heard after a minute") {
  Gate gate;
  const auto file = gate.folder.write("words.wav", "no sound at all");
  gate.show({{"media/fire.wav"}}, with("media/fire.wav", file));
  REQUIRE(test::eventually([&] {
    gate.refresh();
    return gate.stage.report().problems.size() == 1;
  }));
  std::filesystem::copy_file(words("words.wav"), file, std::filesystem::copy_options::overwrite_existing);
  gate.refresh(30s);
  CHECK(gate.stage.report().problems.size() == 1);
  gate.refresh(31s);
  CHECK(test::eventually([&] {
    gate.refresh();
    return gate.stage.report().problems.empty();
  }));
}

TEST_CASE("a drill is silent, and so is a screen without a speaker") {
  Gate gate;
  SECTION("a drill") {
    gate.show({{}});
    gate.raise("fire", Exercise::drill);
  }
  SECTION("no speaker") {
    gate.speaker = false;
    gate.show({{}});
    gate.raise();
  }
  CHECK(gate.refresh().empty());
  CHECK(gate.refresh(1s).empty());
}

TEST_CASE("a screen without a speaker decodes nothing, and one that got none lets go of what it had") {
  Gate gate;
  const auto inventory = with("media/fire.wav", words("words.wav"));
  const auto loud = gate.programme({{"media/fire.wav"}}, inventory);
  gate.speaker = false;
  const auto silent = gate.programme({{"media/fire.wav"}}, inventory);
  AlarmSounds sounds{Decoders(test::decoder_program())};
  sounds.keep({silent.get()});
  CHECK_FALSE(sounds.busy());
  sounds.keep({silent.get(), loud.get()});
  CHECK(sounds.busy());
  sounds.work(k_noon);
  sounds.keep({silent.get()});
  CHECK_FALSE(sounds.busy());
}

TEST_CASE("no more is kept than a kiosk has room for") {
  Inventory inventory;
  std::vector<AlarmSound> page;
  for (const char* path : {"media/a.wav", "media/b.wav", "media/c.wav", "media/d.wav", "media/e.wav"}) {
    inventory[path] = {std::string("/nowhere/") + path, {MediaFacts::Kind::sound, {}, 59'000ms}};
    page.push_back({path});
  }
  const auto programme = Gate().programme(page, inventory);
  AlarmSounds sounds{Decoders(test::decoder_program())};
  sounds.keep({programme.get()});
  REQUIRE(sounds.problems().size() == 1);
  CHECK(sounds.problems()[0].en ==
        "alarm sound 'media/e.wav': all sounds of alarms together take too long. The tone is heard instead.");
}

TEST_CASE("the voice goes on when a lesser alarm comes, and when a programme does") {
  Gate gate;
  gate.show({{}});
  gate.raise();
  const SoundPtr sound = gate.refresh().at(0).sound;
  const SysTime raised = gate.now - gate.stage.voices()[0].position;
  gate.raise("gas");  // of a lower rank
  for (int i = 0; i < 30; ++i) {
    const auto& voices = gate.refresh(1s);
    REQUIRE(voices.size() == 1);
    CHECK(voices[0].sound == sound);
    CHECK(gate.now - voices[0].position == raised);
  }
  gate.stage.offer(gate.programme({{}}, {}), gate.now);
  gate.refresh(5s);
  CHECK(gate.refresh().at(0).sound == sound);
}

TEST_CASE("a sound is let go when nobody plays it, and not before") {
  Gate gate;
  gate.show({{}});
  gate.raise();
  SoundPtr held = gate.refresh().at(0).sound;
  std::weak_ptr<const Sound> watched = held;
  gate.stage.set_alarms({});
  for (int i = 0; i < 5; ++i)
    gate.refresh();
  CHECK(held.use_count() == 2);  // here, and on the stage: whoever lets go first frees nothing
  held.reset();
  gate.refresh();
  CHECK(watched.expired());
}
