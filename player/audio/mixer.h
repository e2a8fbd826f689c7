// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "player/audio/score.h"

namespace madang {

/// Every change of how loud something is takes this long, in samples: 20 ms, too short to be heard as a fade
/// and long enough not to click.
inline constexpr int k_sound_fade = 20 * static_cast<int>(k_sound_per_milli);
/// A voice may be off its clock by so much (20 ms) before it is set right with a cross-fade. Half of what
/// eyes and ears put up with (ITU-R BT.1359), since the picture has its own refresh to be off by.
inline constexpr std::int64_t k_sound_slack = 20 * k_sound_per_milli;

/// Adds up what is heard. Each voice plays its samples one after the other and is only now and then moved to
/// where the clock wants it: the device's clock and ours never agree wholly. Reads no clock, allocates
/// nothing, waits for nothing: made for a device's callback. Bound to one thread.
class Mixer {
 public:
  static constexpr std::size_t k_most_voices = 8;  ///< those beyond are not heard

  /// From the next `mix` on.
  void play(const Score& score);
  /// Fills `out` with left and right in turn, -1 to 1; its first sample leaves the loudspeaker at `at`.
  void mix(SteadyTime at, std::span<float> out);
  /// Nothing was heard in the last `mix`, and nothing is fading.
  bool silent() const;

 private:
  /// A run of samples of one sound, in order. A voice that is set right leaves one and begins another.
  struct Strand {
    SoundPtr sound;  ///< none: this place is free
    std::int64_t next = 0;
    double gain = 0;
    double target = 0;
    double step = 0;  ///< per sample, while `ramp` lasts
    int ramp = 0;     ///< samples
    int wait = 0;     ///< samples until it begins
    double drift = 0;
    bool leaving = false;
  };
  struct Part {
    SoundPtr sound;
    double volume = 0;
    SteadyTime start;  ///< when its position was, or will be, 0
  };
  static constexpr std::size_t k_block = 512;

  static void ramp(Strand& strand, double target, int samples);
  Strand* strand_of(const SoundPtr& sound);
  void begin(const Part& part, std::int64_t position);
  void keep_in_step(const Part& part, SteadyTime at);
  void add(Strand& strand, std::span<float> out);

  std::array<Part, k_most_voices> parts_;
  std::array<Strand, 3 * k_most_voices> strands_;
  std::array<Stereo, k_block + k_sound_fade> scratch_;
};

}  // namespace madang
