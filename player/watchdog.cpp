// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/watchdog.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace madang {

bool Watchdog::look(Millis since) {
  const std::uint64_t beats = beats_.load(std::memory_order_relaxed);
  if (beats != seen_) {
    seen_ = beats;
    silent_ = Millis{0};
    return false;
  }
  silent_ += since;
  return limit_ > Millis{0} && silent_ >= (seen_ == 0 ? std::max(first_, limit_) : limit_);
}

void Watchdog::run(std::stop_token stop) {
  const Millis every = std::max(limit_ / 10, Millis{10});
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (limit_ > Millis{0}) {
    if (stopped.wait_for(lock, stop, every, [&] { return stop.stop_requested(); }))
      return;
    // What counts is the pause that was asked for: whatever made it longer held the main loop as well.
    if (look(every)) {
      bite_();
      return;
    }
  }
}

}  // namespace madang
