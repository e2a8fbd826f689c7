// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace madang {

/// Samples per second of all sound inside Madang; a millisecond is a whole number of them.
inline constexpr std::int64_t k_sound_rate = 48'000;
inline constexpr std::int64_t k_sound_per_milli = k_sound_rate / 1000;

/// Both channels at one instant, as 16-bit PCM: every bit pattern is a sound, so none needs to be refused.
struct Stereo {
  std::int16_t left = 0;
  std::int16_t right = 0;
  friend bool operator==(const Stereo&, const Stereo&) = default;
};

/// The sound of one clip, as far as it is decoded, by position: sample 48 is what is heard one millisecond
/// from the clip's start; numbers keep growing over loops, as positions of frames do. Any thread may read it;
/// nothing here waits, locks or allocates.
class Sound {
 public:
  virtual ~Sound() = default;
  /// Copies from sample `first` on and returns how many there were: fewer than asked where the decoder has
  /// not come so far, none where it has already passed.
  virtual std::size_t read(std::int64_t first, std::span<Stereo> to) const = 0;
};

using SoundPtr = std::shared_ptr<const Sound>;

/// A whole sound in memory, one channel at `k_sound_rate`: what speaks to everybody needs no second one, and
/// half the memory. Immutable.
using Recording = std::shared_ptr<const std::vector<std::int16_t>>;

}  // namespace madang
