// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/clock.h"
#include "scheduler/ops/clock_trust.h"

namespace madang {

/// Both clocks of the kernel, and its word on the civil one, at one moment.
struct ClockReading {
  SysTime now;
  Millis since_boot{0};  ///< CLOCK_BOOTTIME: no one can set it, and it goes on while the machine sleeps
  KernelClock kernel = KernelClock::unknown;
};

/// adjtimex(2), which only reads here. chrony needs its `rtcsync` to tell the kernel that the clock is
/// synchronised (Debian's configuration has it); systemd-timesyncd and ntpd tell it by themselves.
/// Thread-safe.
ClockReading read_clock();

}  // namespace madang
