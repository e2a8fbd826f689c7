// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>

#include "content-schema/base/clock.h"
#include "content-schema/base/message.h"

namespace madang {

/// What the kernel says of the civil clock: whether a time service (NTP, PTP, GPS) disciplines it.
enum class KernelClock {
  synchronised,
  unsynchronised,  ///< also for ever where no time service runs, as in many containers
  unknown,         ///< it would not say
};

/// All that is known about the clock at one moment.
struct ClockFacts {
  SysTime now;  ///< what the clock says
  KernelClock kernel = KernelClock::unknown;
  /// What it ought to say: the last moment of this run in which the kernel said synchronised, and the time
  /// since boot that has passed since then.
  std::optional<SysTime> reckoned;
  std::optional<SysTime> kept;       ///< the last synchronised time that the disk knows of
  std::optional<SysTime> published;  ///< when the release that is on screen was, by the office's clock
};

enum class ClockVerdict {
  // To be trusted:
  synchronised,
  steady,  ///< it was synchronised in this run, and was not set since
  later,   ///< nobody vouches for it, and nothing that is known speaks against it
  // Not to be trusted:
  before_kept,
  before_publication,
  too_far_ahead,
  nothing_known,
};

/// Also the clock of a person who sets it by hand goes a little wrong. Ours and the office's may be so far
/// apart.
inline constexpr Millis k_publication_slack = std::chrono::hours{1};
/// Within these it was not set: the steady clock is slewed together with the civil one.
inline constexpr Millis k_steady_slack = std::chrono::minutes{1};
/// Nobody leaves a screen without news and without a time service for longer.
inline constexpr Millis k_farthest_ahead = std::chrono::hours{24 * 365 * 5};

/// Whether dates may be believed. In this order:
///
/// 1. The kernel says synchronised: trusted, whatever else is known. So a kept time or a publication that
///    lies in the future (a wrong time server, an office whose clock is wrong) locks nobody out.
/// 2. It does not, but did in this run, and the clock is within `k_steady_slack` of what it ought to say:
///    trusted. The kernel gives up its word after some nine hours without a time server, and for a moment
///    whenever the clock is set, also by the time service itself.
/// 3. Earlier than the kept time: untrusted. It has been later already (a machine without a battery starts
///    in 1970, or at the date of its image).
/// 4. Earlier than the publication by more than `k_publication_slack`: untrusted, likewise.
/// 5. Neither of the two known: untrusted.
/// 6. Later than the later of them by more than `k_farthest_ahead`: untrusted. Batteries that run low make
///    such years (2036, 2099).
/// 7. Else trusted. That is the rule for kiosks without a time service; hours and days that the clock is
///    ahead cannot be seen from here.
///
/// Pure.
ClockVerdict judge(const ClockFacts& facts);
bool is_trusted(ClockVerdict verdict);

/// One sentence that says why, and what can be done where the clock is not to be trusted.
Bilingual reason(ClockVerdict verdict, const ClockFacts& facts);

}  // namespace madang
