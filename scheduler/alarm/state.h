// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/alarm.h"

namespace madang::alarm {

/// What a gateway or a person asks for.
struct Command {
  enum class Action { raise, clear };
  Action action = Action::raise;
  std::optional<IncidentId> incident;  ///< nothing: all of them (clear only)
  AlarmKind kind;                      ///< of a raise
  std::string source;
  std::uint64_t sequence = 0;  ///< of the source, > 0; grows with each command
  friend bool operator==(const Command&, const Command&) = default;
};

struct SourceSequence {
  std::string source;
  std::uint64_t last = 0;
  friend bool operator==(const SourceSequence&, const SourceSequence&) = default;
};

/// What must survive a power cut: the incidents, and how far each source has counted, so that a recorded
/// message cannot be played to us again.
struct State {
  AlarmState alarms;
  std::vector<SourceSequence> sources;  ///< the one heard last at the end
  friend bool operator==(const State&, const State&) = default;
};

inline constexpr std::size_t k_most_incidents = 64;
inline constexpr std::size_t k_most_sources = 256;  ///< a further one pushes out the one silent longest

enum class Verdict {
  accepted,
  duplicate,  ///< this very sequence number was the last; nothing changes, and the sender may be content
  old,        ///< the source has counted past it
  unknown_incident,  ///< a clear of what is not active
  full,              ///< k_most_incidents are active already
};

/// The word on the wire: `accepted`, `unknown-incident`...
const char* word(Verdict verdict);

struct Outcome {
  State state;
  Verdict verdict = Verdict::accepted;
};

/// No clock takes part in the decision: `now` is only written down. An incident has no end but a clear, so a
/// fire latches. Raising an active incident again is accepted and keeps the time it was first raised.
Outcome apply(State state, const Command& command, SysTime now);

}  // namespace madang::alarm
