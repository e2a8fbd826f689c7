// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/alarm.h"
#include "scheduler/alarm/cap_meaning.h"

namespace madang::alarm {

/// What a gateway or a person asks for.
struct Command {
  enum class Action { raise, clear };
  Action action = Action::raise;
  std::optional<IncidentId> incident;  ///< nothing: all of them (clear only)
  AlarmKind kind;                      ///< of a raise, as what follows
  std::string source;
  std::uint64_t sequence = 0;  ///< of the source, > 0; grows with each command
  Exercise exercise = Exercise::actual;
  Origin origin = Origin::local;
  bool extreme = false;
  std::optional<SysTime> expires = std::nullopt;
  std::optional<Millis> lifetime = std::nullopt;
  std::string by = {};     ///< the person; may be empty
  std::string place = {};  ///< what burns: id of a feature of the map; empty: not said
  friend bool operator==(const Command&, const Command&) = default;
};

/// What an authority says, as it concerns us: see cap_meaning.h.
struct CapMessage {
  IncidentId id;       ///< of the message
  std::string source;  ///< its sender, as a name
  CapMeaning meaning;
  Origin origin = Origin::external;  ///< local from a gateway of this market
  friend bool operator==(const CapMessage&, const CapMessage&) = default;
};

/// The alert as it concerns a kiosk at `place`; local where its sender is one of the place's own.
CapMessage message_of(const CapAlert& alert, const CapPlace& place, std::optional<SysTime> trusted_now);

struct SourceSequence {
  std::string source;  ///< of notices followed by `/` and their zone
  std::uint64_t last = 0;
  std::uint64_t epoch = 0;  ///< of notices
  friend bool operator==(const SourceSequence&, const SourceSequence&) = default;
};

/// What must survive a power cut: the incidents, and how far each source has counted, so that a recorded
/// message cannot be played to us again.
struct State {
  AlarmState alarms;
  std::vector<SourceSequence> sources;  ///< the one heard last at the end
  /// How long each incident has been on that has a lifetime, and the all-clear (under `IncidentId{}`).
  /// Counted by a clock that nobody sets; what a restart takes is not counted, so that they end late rather
  /// than early.
  std::map<IncidentId, Millis> lived;
  /// The CAP messages taken last, the latest at the end: they carry no sequence, and what was said before and
  /// is over must not come back by being said again.
  std::vector<IncidentId> cap_taken;
  friend bool operator==(const State&, const State&) = default;
};

inline constexpr std::size_t k_most_incidents = 64;
inline constexpr std::size_t k_most_sources = 256;  ///< a further one pushes out the one silent longest
inline constexpr std::size_t k_most_cap_taken = 1024;
inline constexpr Millis k_all_clear_length{3 * 60'000};

enum class Verdict {
  accepted,
  duplicate,  ///< this very sequence number was the last; nothing changes, and the sender may be content
  old,        ///< the source has counted past it
  unknown_incident,  ///< a clear of what is not active
  full,              ///< k_most_incidents of no lower rank are active already
  outranked,         ///< a drill or a test while an actual alarm is on: not now
};

/// The word on the wire: `accepted`, `unknown-incident`...
const char* word(Verdict verdict);

struct Outcome {
  State state;
  Verdict verdict = Verdict::accepted;
};

/// The table in scheduler/alarm/README.md. No clock takes part in the decision: `now` is only written down.
///
/// Raising an active incident again keeps the time it was first raised, and what was a drill may become
/// actual and not the other way round. Of two places the one said last counts; whoever says none takes
/// none away, but from a drill's its fire learns nothing. An actual alarm ends drills and tests. Whoever
/// clears the last incident gives the all-clear, which is shown where `all_clear`, its length, is not 0.
Outcome apply(State state, const Command& command, SysTime now, Millis all_clear = k_all_clear_length);

/// What a bridge says of its whole zone: in one step, what it cleared ends and what is on there is on here.
/// An incident that is in neither list stays, whoever raised it. What is said again unchanged keeps its age.
/// A drill that finds an actual alarm on, and whatever finds no room, waits for the next notice.
Outcome apply(State state, const AlarmNotice& notice, SysTime now, Millis all_clear = k_all_clear_length);

/// One CAP message of `source`, in one step: what it ends, and what it raises. Of a drill or a test nothing
/// actual ends. A message that was taken before is a `duplicate`.
Outcome apply(State state, const CapMessage& message, SysTime now, Millis all_clear = k_all_clear_length);

/// What time does: `elapsed` has passed by a clock that nobody sets, and it is `now` by one that is to be
/// `trusted` or not. Ends incidents that do not latch, by the trusted clock when they expire and else when
/// their lifetime is over; and the all-clear after its time.
State pass(State state, Millis elapsed, SysTime now, bool trusted, Millis all_clear = k_all_clear_length);

/// Whether time can end anything here.
bool is_mortal(const State& state);

}  // namespace madang::alarm
