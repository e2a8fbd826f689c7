// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "content-schema/base/message.h"
#include "content-schema/model/alarm.h"
#include "content-schema/model/live.h"
#include "content-schema/wire/programme.h"

namespace madang {

// What scheduler and player say to each other over the local socket.

/// Scheduler to player, when the plan changes and when a player connects.
struct ProgrammeMessage {
  Programme programme;
  friend bool operator==(const ProgrammeMessage&, const ProgrammeMessage&) = default;
};

/// Scheduler to player: the whole state, never a difference, so that a lost message heals with the next.
struct AlarmMessage {
  AlarmState state;
  friend bool operator==(const AlarmMessage&, const AlarmMessage&) = default;
};

/// Player to scheduler, after the first refresh that showed a new alarm state (or showed none again).
struct AlarmPresented {
  std::vector<IncidentId> incidents;  ///< what that refresh showed; empty: the alarm is off the glass
  SysTime at;
  friend bool operator==(const AlarmPresented&, const AlarmPresented&) = default;
};

/// Player to scheduler, when what is on screen changes and every ten seconds: what is on, and what is wrong.
struct PlayerReport {
  ReleaseId release;    ///< of the programme on screen; empty for the built-in card
  std::string showing;  ///< where the cue on screen was written, e.g. `playlists/autumn.yaml:12`
  SysTime since;
  std::uint64_t frames = 0;         ///< presented since start
  std::vector<Bilingual> problems;  ///< one line each; empty is well
  friend bool operator==(const PlayerReport&, const PlayerReport&) = default;
};

/// Scheduler to player: every live value that is known, never a difference.
struct LiveValuesMessage {
  LiveValues values;
  friend bool operator==(const LiveValuesMessage&, const LiveValuesMessage&) = default;
};

using Message = std::variant<ProgrammeMessage, AlarmMessage, AlarmPresented, PlayerReport, LiveValuesMessage>;

}  // namespace madang
