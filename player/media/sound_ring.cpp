// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/sound_ring.h"

#include <algorithm>
#include <bit>

namespace madang {
namespace {

// A clip of a hundred years, looped: far beyond use, far inside 64 bits.
constexpr std::int64_t k_last_sample = 100LL * 366 * 24 * 3600 * k_sound_rate;

constexpr std::size_t place_of(std::int64_t sample) {
  return static_cast<std::size_t>(sample) % k_sound_ring_samples;
}

}  // namespace

void SoundWriter::jump(std::int64_t sample) {
  next_ = sample;
  // In this order a reader between the two finds a ring that ends before it begins.
  ring_.from.store(sample, std::memory_order_release);
  ring_.to.store(sample, std::memory_order_release);
}

template <class Of>
void SoundWriter::put(std::int64_t count, Of of) {
  for (std::int64_t done = 0; done < count;) {
    const std::int64_t end = std::min(count, done + std::int64_t{k_sound_write_samples});
    for (; done < end; ++done) {
      ring_.samples[place_of(next_)].store(std::bit_cast<std::uint32_t>(of(done)), std::memory_order_relaxed);
      ++next_;
    }
    ring_.to.store(next_, std::memory_order_release);
  }
}

void SoundWriter::write(std::span<const Stereo> samples) {
  put(static_cast<std::int64_t>(samples.size()),
      [&](std::int64_t i) { return samples[static_cast<std::size_t>(i)]; });
}

void SoundWriter::write_silence(std::int64_t count) {
  put(count, [](std::int64_t) { return Stereo{}; });
}

std::size_t read_sound(const SoundRing& ring, std::int64_t first, std::span<Stereo> to) {
  const std::int64_t written = ring.to.load(std::memory_order_acquire);
  const std::int64_t from = ring.from.load(std::memory_order_acquire);
  if (from < 0 || from > written || written > k_last_sample)
    return 0;
  constexpr std::int64_t k_readable = k_sound_ring_samples - k_sound_write_samples;
  if (first < std::max(from, written - k_readable) || first >= written)
    return 0;
  const auto count = std::min(to.size(), static_cast<std::size_t>(written - first));
  for (std::size_t i = 0; i < count; ++i) {
    const auto place = place_of(first + static_cast<std::int64_t>(i));
    to[i] = std::bit_cast<Stereo>(ring.samples[place].load(std::memory_order_relaxed));
  }
  return count;
}

}  // namespace madang
