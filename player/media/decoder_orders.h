// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>

#include "content-schema/base/clock.h"

namespace madang {

// What a decoder finds open, besides /dev/null on 0, 1 and 2. The zygote itself has its line on the first of
// them.
inline constexpr int k_decoder_media_fd = 3;
inline constexpr int k_decoder_memory_fd = 4;
inline constexpr int k_decoder_doorbell_fd = 5;
inline constexpr int k_zygote_line_fd = k_decoder_media_fd;
// And it can open no more, but for what a device's driver makes of those it has (buffers, fences). (The
// sanitizers look at memory through a pipe.)
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr int k_decoder_max_fds = k_decoder_doorbell_fd + 3;
#else
inline constexpr int k_decoder_max_fds = k_decoder_doorbell_fd + 1;
#endif
inline constexpr int k_device_max_fds = 64;

struct DecoderTask {
  Millis start{0};        ///< the first frame is the one due at this position
  bool loop = false;      ///< begin again at the end
  bool sound = false;     ///< decode that too
  bool hardware = false;  ///< try a device
  bool whole = false;     ///< not a clip but a sound, all of it at once (whole_sound.h); nothing else counts
};

// Records on the line between a player and its zygote, a SOCK_SEQPACKET pair. Both ends are built together.

/// To the zygote. With one that starts come three descriptors: the clip, the frames' memory, the doorbell.
struct DecoderOrder {
  enum class Kind : std::uint32_t { start, end };
  Kind kind = Kind::start;
  std::uint32_t number = 0;  ///< of the decoder, by whoever orders it; never used twice
  std::int64_t start_ms = 0;
  std::uint32_t loop = 0;
  std::uint32_t sound = 0;
  std::uint32_t hardware = 0;
  std::uint32_t whole = 0;
};

/// From the zygote.
struct DecoderNews {
  enum class Kind : std::uint32_t { began, ended };
  Kind kind = Kind::began;
  std::uint32_t number = 0;
  std::int32_t status = 0;  ///< how it ended, as waitpid says
};

}  // namespace madang
