// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/whole_sound.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <random>

#include "player/media/still.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/media/media_maker.h"

namespace madang {
namespace {

using namespace test;
using namespace std::chrono_literals;

/// Half as loud as can be, 1 kHz.
std::filesystem::path make_tone(const std::string& name, const std::string& seconds,
                                std::vector<std::string> coding) {
  std::vector<std::string> words{
      "-f", "lavfi", "-i", "aevalsrc='0.5*sin(2*PI*1000*t)':sample_rate=44100:duration=" + seconds};
  words.insert(words.end(), coding.begin(), coding.end());
  return make_media(name, words);
}

Result<Recording> decoded(const std::filesystem::path& file) {
  auto sound = WholeSound::open(decoders(), file);
  if (!sound)
    return fail(sound.error());
  std::optional<Result<Recording>> taken;
  REQUIRE(eventually([&] { return (taken = sound->take()).has_value(); }));
  return *std::move(taken);
}

double loudness(const std::vector<std::int16_t>& samples) {
  double sum = 0;
  for (const std::int16_t sample : samples)
    sum += double(sample) * sample;
  return std::sqrt(sum / static_cast<double>(samples.size())) * std::sqrt(2.0) / 32768;  // as a sine's peak
}

TEST_CASE("a sound of every coding comes whole, and as loud as it was recorded") {
  const auto [name, coding] = GENERATE(table<std::string, std::vector<std::string>>({
      {"tone.wav", {"-c:a", "pcm_s16le"}},
      {"tone.flac", {"-c:a", "flac"}},
      {"tone.opus", {"-c:a", "libopus"}},
      {"tone.ogg", {"-c:a", "libvorbis"}},
      {"tone.mp3", {"-c:a", "libmp3lame"}},
      {"tone.m4a", {"-c:a", "aac"}},
      {"tone.aac", {"-c:a", "aac"}},
      {"stereo.wav", {"-c:a", "pcm_s16le", "-filter:a", "pan=stereo|c0=c0|c1=c0"}},
      {"stereo.opus", {"-c:a", "libopus", "-filter:a", "pan=stereo|c0=c0|c1=c0"}},
  }));
  CAPTURE(name);
  const auto file = make_tone(name, "2", coding);
  const auto facts = probe_media(file);
  REQUIRE(facts);
  CHECK(facts->kind == MediaFacts::Kind::sound);
  CHECK(facts->size.empty());
  CHECK(std::chrono::abs(facts->duration.value() - 2000ms) < 100ms);

  const auto sound = decoded(file);
  REQUIRE(sound);
  const auto seconds = static_cast<double>((*sound)->size()) / static_cast<double>(k_sound_rate);
  CHECK(std::abs(seconds - 2) < 0.1);
  CHECK(loudness(**sound) == Approx(0.5).epsilon(0.06));
}

TEST_CASE("what is longer than a minute is left out beyond it") {
  const auto sound = decoded(make_tone("long.flac", "70", {"-c:a", "flac"}));
  REQUIRE(sound);
  CHECK((*sound)->size() == k_most_whole_samples);
}

TEST_CASE("a picture, a text and a silent film have no sound, and it is said") {
  const TempFolder folder;
  const auto text = folder.write("text.opus", "This is no sound.");
  const auto film = make_media("silent.mp4", {"-f", "lavfi", "-i", "color=black:size=64x64:duration=1", "-c:v",
                                              "libx264", "-pix_fmt", "yuv420p"});
  for (const auto& file : {text, film}) {
    const auto sound = decoded(file);
    REQUIRE_FALSE(sound);
    CHECK(sound.error().message.en.find("has no sound that can be played") != std::string::npos);
  }
  CHECK_FALSE(probe_media(text));
  CHECK(decoded(folder / "nowhere.opus").error().kind == ErrorKind::not_found);
}

TEST_CASE("a damaged sound is heard as far as it goes, or refused") {
  const auto bytes_of = [](const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(in), {}};
  };
  const TempFolder folder;
  const std::string wave = bytes_of(make_tone("tone.wav", "2", {"-c:a", "pcm_s16le"}));
  const auto half = decoded(folder.write("half.wav", wave.substr(0, wave.size() / 2)));
  REQUIRE(half);
  CHECK((*half)->size() < static_cast<std::size_t>(3 * k_sound_rate / 2));
  CHECK((*half)->size() > static_cast<std::size_t>(k_sound_rate / 2));

  const std::string bytes = bytes_of(make_tone("tone.opus", "2", {"-c:a", "libopus"}));
  std::mt19937 random(7);
  for (int i = 0; i < 20; ++i) {
    std::string bad = bytes;
    for (int flips = 0; flips < 40; ++flips)
      bad[random() % bad.size()] = static_cast<char>(random());
    const auto sound = decoded(folder.write("bad.opus", bad));
    CHECK((sound || !sound.error().message.ko.empty()));
    if (sound)
      CHECK((*sound)->size() <= k_most_whole_samples);
  }
}

}  // namespace
}  // namespace madang
