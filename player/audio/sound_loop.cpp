// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/audio/sound_loop.h"

#include <algorithm>
#include <utility>

namespace madang {
namespace {

constexpr std::int64_t k_edge = 5 * k_sound_per_milli;

std::int64_t sounding(const SoundLoop::Part& part) {
  return static_cast<std::int64_t>(part.recording->size());
}

std::int64_t length_of(const SoundLoop::Part& part) {
  return sounding(part) + part.pause.count() * k_sound_per_milli;
}

}  // namespace

SoundLoop::SoundLoop(std::vector<Part> parts) : parts_(std::move(parts)) {
  for (const Part& part : parts_)
    length_ += length_of(part);
}

std::size_t SoundLoop::read(std::int64_t first, std::span<Stereo> to) const {
  std::int64_t at = (first % length_ + length_) % length_;
  auto part = parts_.begin();
  for (; at >= length_of(*part); ++part)
    at -= length_of(*part);
  for (std::size_t done = 0; done < to.size();) {
    const std::int64_t end = length_of(*part);
    for (; at < end && done < to.size(); ++at, ++done) {
      const std::int16_t value =
          at < sounding(*part) ? (*part->recording)[static_cast<std::size_t>(at)] : std::int16_t{0};
      to[done] = {value, value};
    }
    if (at == end) {
      at = 0;
      part = std::next(part) == parts_.end() ? parts_.begin() : std::next(part);
    }
  }
  return to.size();
}

std::vector<std::int16_t> with_soft_edges(std::vector<std::int16_t> samples) {
  const auto count = static_cast<std::int64_t>(samples.size());
  const std::int64_t edge = std::min(k_edge, count / 2);
  const auto soften = [&](std::int64_t at, std::int64_t from_end) {
    auto& sample = samples[static_cast<std::size_t>(at)];
    sample = static_cast<std::int16_t>(sample * from_end / edge);
  };
  for (std::int64_t i = 0; i < edge; ++i) {
    soften(i, i);
    soften(count - 1 - i, i);
  }
  return samples;
}

}  // namespace madang
