// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/model/alarm.h"

namespace madang {

/// Which alarm has the screen at an instant.
struct AlarmTurn {
  AlarmKind kind;                         ///< `all-clear` where somebody gave it
  Exercise exercise = Exercise::actual;
  std::vector<const Incident*> incidents;  ///< that its page tells of; none of an all-clear
  /// Where its page counts from: when the oldest of them was raised, and later by the turns of others since,
  /// so that it goes on where it stopped and each of its languages is read.
  SysTime began;
  SysTime until;                          ///< another one's turn; SysTime::max() where it is alone
};

/// For one page while several of the same rank share the screen.
inline constexpr Millis k_alarm_turn{10'000};

/// Of the highest rank (see `rank_of`) each page in turn, the one that was raised last first and from the
/// moment it was: what is new is on the glass at once. Incidents of one kind and origin share a page, but
/// those with words of their own have one each. `alarms` is not quiet; the result points into it. Pure.
AlarmTurn turn_of(const AlarmState& alarms, SysTime t);

}  // namespace madang
