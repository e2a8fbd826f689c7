// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include "content-schema/base/error.h"
#include "player/audio/score.h"

namespace madang {

/// The sound device: opened when there is first something to hear, closed when there was nothing for a while.
/// One that is missing, or vanishes, is no error: pictures never depend on it, and it is tried again after a
/// growing pause.
class Speaker {
 public:
  static Result<Speaker> create();
  Speaker(Speaker&&) noexcept;
  Speaker& operator=(Speaker&&) noexcept;
  ~Speaker();

  /// What is to be heard from `score.at` on; the main thread, at each refresh. Never waits; a score of
  /// silence that follows silence costs nothing.
  void play(Score score);

  /// Opens and closes the device, which may take SDL a second, on a thread of its own.
  void run(const std::stop_token& stop);

  /// Why nothing is heard that should be; any thread.
  std::optional<Bilingual> problem() const;

 private:
  struct Impl;
  explicit Speaker(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace madang
