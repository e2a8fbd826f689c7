// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/base/clock.h"
#include "player/media/sound.h"

namespace madang {

/// Recordings one after the other, and from the front again, for ever: sample 0 is where the first begins, and
/// it goes on as evenly before it as behind. Immutable, so any thread may read; reading allocates nothing.
class SoundLoop : public Sound {
 public:
  struct Part {
    Recording recording;   ///< not empty
    Millis pause{0};  ///< silence behind it
  };
  /// At least one part.
  explicit SoundLoop(std::vector<Part> parts);

  std::size_t read(std::int64_t first, std::span<Stereo> to) const override;
  /// Of one round, in samples.
  std::int64_t length() const { return length_; }

 private:
  std::vector<Part> parts_;
  std::int64_t length_ = 0;
};

/// The same with nothing at either end that would click: the first and the last 5 ms come and go in a straight
/// line.
std::vector<std::int16_t> with_soft_edges(std::vector<std::int16_t> samples);

}  // namespace madang
