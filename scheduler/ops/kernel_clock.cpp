// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/ops/kernel_clock.h"

#include <sys/timex.h>

#include <ctime>

namespace madang {

ClockReading read_clock() {
  ClockReading reading;
  reading.now = Clock().now();
  timespec since_boot{};
  ::clock_gettime(CLOCK_BOOTTIME, &since_boot);
  reading.since_boot = std::chrono::seconds(since_boot.tv_sec) +
                       std::chrono::floor<Millis>(std::chrono::nanoseconds(since_boot.tv_nsec));
  timex question{};
  const int state = ::adjtimex(&question);
  if (state >= 0) {  // TIME_ERROR (5) also for other doubts than STA_UNSYNC
    reading.kernel = state == TIME_ERROR || (question.status & STA_UNSYNC) != 0 ? KernelClock::unsynchronised
                                                                                : KernelClock::synchronised;
  }
  return reading;
}

}  // namespace madang
