// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <string>

#include "content-schema/base/clock.h"
#include "tests/support/temp_folder.h"

namespace madang::test {

/// What programs share that live under a moved clock: a file of this, mapped by each of them.
struct MovedClockState {
  std::atomic<std::int64_t> ahead_ns;      ///< of the true civil clock
  std::atomic<std::int32_t> synchronised;  ///< what adjtimex(2) says: 0 or 1
};

/// A civil clock that tests can set, for real programs, while they run and all at the same instant: they are
/// started with a library that stands before the C library's clock_gettime and adjtimex
/// (moved_clock_preload). The machine's own clock stays as it is, and so do the steady ones; nothing here
/// depends on whether the machine has a time service. What it cannot do is to cancel a timerfd.
class MovedClock {
 public:
  /// Where the true clock is, and not synchronised.
  explicit MovedClock(const TempFolder& folder);
  MovedClock(const MovedClock&) = delete;
  MovedClock& operator=(const MovedClock&) = delete;
  ~MovedClock();

  void set(SysTime now);
  SysTime now() const;
  void synchronised(bool is) { state_->synchronised = is ? 1 : 0; }

  /// For the programs that live under it.
  std::map<std::string, std::string> environment() const;

 private:
  std::string file_;
  MovedClockState* state_;
};

}  // namespace madang::test
