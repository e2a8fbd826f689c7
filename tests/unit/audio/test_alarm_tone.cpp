// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <cmath>
#include <numbers>

#include "player/audio/evacuation_tone.h"
#include "player/audio/mixer.h"
#include "player/audio/sound_loop.h"
#include "tests/support/allocations.h"
#include "tests/support/catch.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t k_ms = k_sound_per_milli;

/// From where to where it is not silent, where silence lasts at least 10 ms. In milliseconds.
std::vector<std::pair<double, double>> bursts_in(const std::vector<std::int16_t>& samples) {
  std::vector<std::pair<double, double>> found;
  std::int64_t last = -k_sound_rate;
  for (std::int64_t at = 0; at < static_cast<std::int64_t>(samples.size()); ++at) {
    if (std::abs(samples[static_cast<std::size_t>(at)]) < 300)
      continue;
    if (at - last > 10 * k_ms)
      found.push_back({static_cast<double>(at) / k_ms, 0});
    found.back().second = static_cast<double>(at) / k_ms;
    last = at;
  }
  return found;
}

/// How loud one frequency is in these samples (Goertzel), as the peak of a sine.
double level_of(double hertz, std::span<const std::int16_t> samples) {
  double re = 0;
  double im = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double phase = 2 * std::numbers::pi * hertz * static_cast<double>(i) / k_sound_rate;
    re += samples[i] * std::cos(phase);
    im += samples[i] * std::sin(phase);
  }
  return 2 * std::hypot(re, im) / static_cast<double>(samples.size());
}

int largest_step(std::span<const Stereo> samples) {
  int largest = 0;
  for (std::size_t i = 1; i < samples.size(); ++i)
    largest = std::max(largest, std::abs(samples[i].left - samples[i - 1].left));
  return largest;
}

Recording recording(std::vector<std::int16_t> samples) {
  return std::make_shared<const std::vector<std::int16_t>>(std::move(samples));
}

std::vector<Stereo> read(const SoundLoop& loop, std::int64_t first, std::size_t count) {
  std::vector<Stereo> samples(count);
  REQUIRE(loop.read(first, samples) == count);
  return samples;
}

TEST_CASE("the tone is three bursts of half a second, half a second apart, and then silent for one and a half") {
  const Recording tone = evacuation_tone();
  CHECK(tone->size() == static_cast<std::size_t>(4000 * k_ms));
  const auto bursts = bursts_in(*tone);
  REQUIRE(bursts.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(bursts[i].first == Approx(1000.0 * static_cast<double>(i)).margin(2));
    CHECK(bursts[i].second == Approx(1000.0 * static_cast<double>(i) + 500).margin(2));
  }
}

TEST_CASE("a burst is a square wave of 520 Hz, as loud as can be without being clipped") {
  const Recording tone = evacuation_tone();
  const auto middle = std::span(*tone).subspan(static_cast<std::size_t>(50 * k_ms), 48'000 / 4);
  const double ground = level_of(520, middle);
  CHECK(ground > 0.9 * 32767);  // 4/pi of a square's height
  CHECK(level_of(3 * 520, middle) / ground == Approx(1.0 / 3).epsilon(0.1));
  CHECK(level_of(5 * 520, middle) / ground == Approx(1.0 / 5).epsilon(0.2));
  CHECK(level_of(2 * 520, middle) < 0.01 * ground);
  CHECK(level_of(480, middle) < 0.01 * ground);
  const auto [least, most] = std::minmax_element(tone->begin(), tone->end());
  CHECK(*most < 32767);
  CHECK(*least > -32767);
}

TEST_CASE("neither a burst's ends nor the pattern's seam click") {
  const SoundLoop loop({{evacuation_tone()}});
  const auto burst = read(loop, 100 * k_ms, static_cast<std::size_t>(300 * k_ms));
  const int inside = largest_step(burst);
  CHECK(largest_step(read(loop, -100 * k_ms, static_cast<std::size_t>(8200 * k_ms))) <= inside);
  const auto begin = read(loop, -k_ms, static_cast<std::size_t>(2 * k_ms));
  CHECK(largest_step(begin) < inside / 2);
}

TEST_CASE("recordings are heard one after the other with their pauses, and from the front again") {
  const auto a = recording(std::vector<std::int16_t>(1000, 100));
  const auto b = recording(std::vector<std::int16_t>(500, 200));
  const SoundLoop loop({{a, 10ms}, {b, 0ms}});
  REQUIRE(loop.length() == 1000 + 480 + 500);
  const auto expected = [&](std::int64_t at) {
    at = (at % 1980 + 1980) % 1980;
    return at < 1000 ? 100 : at < 1480 ? 0 : 200;
  };
  for (const std::int64_t first : {0, 999, 1000, 1479, 1480, 1979, 1980, 5000, -1, -1980, -2500}) {
    CAPTURE(first);
    const auto samples = read(loop, first, 4500);
    for (std::int64_t i = 0; i < 4500; ++i) {
      if (samples[static_cast<std::size_t>(i)].left != expected(first + i) ||
          samples[static_cast<std::size_t>(i)].right != expected(first + i))
        FAIL("another sample at " << i);
    }
  }
}

TEST_CASE("speech that was cut hard does not click where it begins and ends") {
  const auto hard = std::vector<std::int16_t>(4800, 20'000);
  const SoundLoop loop({{recording(with_soft_edges(hard)), 100ms}});
  const auto twice = read(loop, 0, 4 * 4800);
  CHECK(largest_step(twice) < 20'000 / (4 * k_ms));
  CHECK(twice[2400].left == 20'000);
  CHECK(with_soft_edges({}).empty());
  CHECK(with_soft_edges({9}).size() == 1);
}

TEST_CASE("a loop plays on through its seam as it does elsewhere, and takes no memory of the device's thread") {
  const auto ramp = [] {
    std::vector<std::int16_t> samples(48'000);
    for (std::size_t i = 0; i < samples.size(); ++i)
      samples[i] = static_cast<std::int16_t>(10'000 * std::sin(2 * std::numbers::pi * static_cast<double>(i) / 480));
    return samples;
  }();
  const auto loop = std::make_shared<const SoundLoop>(std::vector<SoundLoop::Part>{{recording(ramp)}});
  const SteadyTime start{5h};
  const Score score{start, {{loop, 1, 0ms}}};
  Mixer mixer;
  std::vector<float> heard;
  std::vector<float> buffer(2048);
  heard.reserve(48'000 * 3);
  const auto now = [&] {
    return start + std::chrono::microseconds(static_cast<std::int64_t>(heard.size()) * 1'000'000 / k_sound_rate);
  };
  mixer.play(score);
  const auto before = test::allocations();
  while (heard.size() < 48'000 * 5 / 2) {
    mixer.mix(now(), buffer);
    for (std::size_t i = 0; i < buffer.size(); i += 2)
      heard.push_back(buffer[i]);
  }
  CHECK(test::allocations() == before);
  float largest = 0;
  for (std::size_t i = static_cast<std::size_t>(k_sound_fade) + 1; i < heard.size(); ++i)
    largest = std::max(largest, std::abs(heard[i] - heard[i - 1]));
  CHECK(largest < 10'000.0F / 32768 * 2 * 3.1416F / 480 * 1.02F);
}

}  // namespace
}  // namespace madang
