// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

#include "player/media/sound.h"

namespace madang {

/// How far before the player the decoder keeps the sound: enough for the slowest picture between two looks.
inline constexpr std::int64_t k_sound_ahead = 800 * k_sound_per_milli;
/// 1.4 s: what is ahead, and what the mixer may still read behind it.
inline constexpr std::size_t k_sound_ring_samples = 65536;
/// The decoder writes at most this much between two publications; so much of the oldest is not to be read.
inline constexpr std::size_t k_sound_write_samples = 1024;

/// The last second of a clip's sound in the two processes' common memory: one decoder writes, one player
/// reads, both without locks. Sample n lies at n modulo the ring, so its place is known without asking
/// whoever wrote it, and pacing needs no word back: the decoder follows `RingHeader::wanted_ms`, and what
/// nobody read is written over. Memory of zeros is a ring without sound.
struct SoundRing {
  std::atomic<std::int64_t> from;  ///< by the decoder: the first sample since it last jumped
  std::atomic<std::int64_t> to;    ///< by the decoder, after the samples before it are written
  std::array<std::atomic<std::uint32_t>, k_sound_ring_samples> samples;  ///< left in the lower half
};
static_assert(std::atomic<std::int64_t>::is_always_lock_free &&
              std::atomic<std::uint32_t>::is_always_lock_free);

/// The decoder's end. Bound to one thread.
class SoundWriter {
 public:
  explicit SoundWriter(SoundRing& ring) : ring_(ring) {}
  /// What follows begins at `sample`; nothing before it is to be heard any more.
  void jump(std::int64_t sample);
  void write(std::span<const Stereo> samples);
  void write_silence(std::int64_t count);
  /// The next sample's number.
  std::int64_t next() const { return next_; }

 private:
  template <class Of>
  void put(std::int64_t count, Of of);
  SoundRing& ring_;
  std::int64_t next_ = 0;
};

/// The player's end, as `Sound::read` has it. Believes nothing of the decoder: whatever the ring says, only
/// its own samples are read. Reentrant.
std::size_t read_sound(const SoundRing& ring, std::int64_t first, std::span<Stereo> to);

}  // namespace madang
