// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <stop_token>

#include "content-schema/base/clock.h"

namespace madang {

/// Bites when the main loop has not come round for too long: a driver, a display server or a bug holds it.
/// Time counts only as far as the watchdog itself ran: a machine that slept has no reason to bite.
class Watchdog {
 public:
  /// `limit` 0: never. The first beat may take `first`: a display can be slow to start.
  Watchdog(Millis limit, Millis first, std::function<void()> bite)
      : limit_(limit), first_(first), bite_(std::move(bite)) {}

  /// The main loop has come round. Any thread.
  void beat() noexcept { beats_.fetch_add(1, std::memory_order_relaxed); }

  /// Looks now and then until it is told to stop.
  void run(std::stop_token stop);

  /// One look, `since` the last one; true when it bites. For `run` and for tests.
  bool look(Millis since);

 private:
  Millis limit_;
  Millis first_;
  std::function<void()> bite_;
  std::atomic<std::uint64_t> beats_{0};
  std::uint64_t seen_ = 0;
  Millis silent_{0};
};

}  // namespace madang
