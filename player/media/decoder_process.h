// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <utility>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"
#include "player/media/shared_ring.h"

namespace madang {

// What the decoder program finds open, besides /dev/null on 0, 1 and 2.
inline constexpr int k_decoder_media_fd = 3;
inline constexpr int k_decoder_memory_fd = 4;
inline constexpr int k_decoder_doorbell_fd = 5;
// And it can open no more. (The sanitizers look at memory through a pipe.)
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr int k_decoder_max_fds = k_decoder_doorbell_fd + 3;
#else
inline constexpr int k_decoder_max_fds = k_decoder_doorbell_fd + 1;
#endif

/// A running madang-decoder. It dies with this object, and with the thread that started it (PR_SET_PDEATHSIG
/// counts by thread), so start it on one that lives as long as the program. Bound to one thread.
class DecoderProcess {
 public:
  struct Task {
    Millis start{0};
    bool loop = false;
    bool sound = false;
  };
  static Result<DecoderProcess> start(const std::filesystem::path& program, int media,
                                      const RingMemory& memory, Task task);
  DecoderProcess(DecoderProcess&& other) noexcept
      : pid_(std::exchange(other.pid_, -1)), status_(other.status_) {}
  DecoderProcess& operator=(DecoderProcess&& other) noexcept;
  ~DecoderProcess() { end(); }

  /// How it ended, as waitpid says; nothing while it runs.
  std::optional<int> status();
  /// Kills and reaps it. Waits a few milliseconds at most; one that takes longer (the kernel is writing its
  /// memory out) is reaped by a later call here.
  void end() noexcept;
  pid_t pid() const { return pid_; }

 private:
  explicit DecoderProcess(pid_t pid) : pid_(pid) {}
  pid_t pid_ = -1;  // -1: reaped
  std::optional<int> status_;
};

}  // namespace madang
