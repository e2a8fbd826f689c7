// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/audio/evacuation_tone.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace madang {
namespace {

constexpr double k_peak = 0.9 * 32767;
constexpr int k_last_harmonic = 15;  // 7.8 kHz
constexpr std::int64_t k_edge = 5 * k_sound_per_milli;

/// The first terms of a square's Fourier series, each weighed by Lanczos's factor: without that they would
/// overshoot at every edge (Gibbs), which costs loudness.
double square_at(std::int64_t sample) {
  const double phase =
      2 * std::numbers::pi * k_tone_hertz * static_cast<double>(sample) / static_cast<double>(k_sound_rate);
  double sum = 0;
  for (int harmonic = 1; harmonic <= k_last_harmonic; harmonic += 2) {
    const double x = std::numbers::pi * harmonic / (k_last_harmonic + 1);
    sum += std::sin(x) / x * std::sin(phase * harmonic) / harmonic;
  }
  return 4 / std::numbers::pi * sum;
}

}  // namespace

Recording evacuation_tone() {
  constexpr std::int64_t burst = k_tone_burst.count() * k_sound_per_milli;
  constexpr std::int64_t beat = burst + k_tone_pause.count() * k_sound_per_milli;
  constexpr Millis pass = k_tone_bursts * k_tone_burst + (k_tone_bursts - 1) * k_tone_pause + k_tone_rest;
  std::vector<std::int16_t> samples(static_cast<std::size_t>(pass.count() * k_sound_per_milli));
  for (int each = 0; each < k_tone_bursts; ++each) {
    for (std::int64_t at = 0; at < burst; ++at) {
      const auto edge = static_cast<double>(std::min(at, burst - 1 - at)) / static_cast<double>(k_edge);
      const double value = k_peak * std::min(edge, 1.0) * square_at(at);
      samples[static_cast<std::size_t>(each * beat + at)] =
          static_cast<std::int16_t>(std::lround(std::clamp(value, -32767.0, 32767.0)));
    }
  }
  return std::make_shared<const std::vector<std::int16_t>>(std::move(samples));
}

}  // namespace madang
