// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "content-schema/base/error.h"
#include "player/media/shared_ring.h"
#include "player/media/sound.h"
#include "player/media/zygote.h"

namespace madang {

/// No more than this of a sound is decoded (61 s); what comes after is left out. Files that are longer are
/// refused where they are published, and what a container says may be off by a little.
inline constexpr std::size_t k_most_whole_samples = 61 * static_cast<std::size_t>(k_sound_rate);

/// A whole sound in the two processes' common memory, where clips have their frames.
struct SoundSheet {
  std::atomic<std::uint32_t> count;  ///< by the decoder, after the samples are written
  std::array<std::int16_t, k_most_whole_samples> samples;
};
static_assert(sizeof(SoundSheet) <= k_slot_bytes);
SoundSheet& sheet_of(const RingMemory& memory);

/// The decoder's work: the file's sound, from its beginning to its end, on the sheet.
Verdict decode_whole_sound(const std::shared_ptr<RingMemory>& memory, int media);

/// Our end of a decoder process that decodes one sound into memory, for what has to be heard at once when it is
/// wanted. Nothing here blocks, and nothing the file does can harm more than this sound. Bound to the thread
/// that its decoders are bound to.
class WholeSound {
 public:
  /// Orders the process and returns at once.
  static Result<WholeSound> open(const Decoders& decoders, const std::filesystem::path& file);
  WholeSound(WholeSound&&) noexcept;
  WholeSound& operator=(WholeSound&&) noexcept;
  ~WholeSound();  ///< ends the process without waiting for its goodwill

  /// Nothing while it works; then, once, the sound or why there is none.
  std::optional<Result<Recording>> take();

 private:
  struct Impl;
  explicit WholeSound(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace madang
