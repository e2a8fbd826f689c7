// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/ids.h"
#include "content-schema/model/schedule.h"
#include "content-schema/model/source.h"
#include "content-schema/model/text.h"

namespace madang {

/// `fire`, `earthquake`, `missing-child`...: letters a-z, digits and hyphens.
using AlarmKind = std::string;

/// What every screen shows during an alarm of a kind; prepared beforehand, kept on every kiosk.
/// One thing that is heard during an alarm.
struct AlarmSound {
  std::string medium;  ///< of the release; empty: our evacuation tone
  friend bool operator==(const AlarmSound&, const AlarmSound&) = default;
};

/// At most so many in turn on one page, each file no longer than so; and so much of all pages together, since
/// a kiosk keeps it decoded (23 MB).
inline constexpr std::size_t k_most_alarm_sounds = 8;
inline constexpr Millis k_longest_alarm_sound{60'000};
inline constexpr Millis k_most_alarm_sound{240'000};

struct AlarmPage {
  AlarmKind alarm;
  Show show;
  SourceMark mark;
  std::vector<AlarmSound> sound = {};  ///< in turn, for as long as an actual alarm lasts; empty: silence
  friend bool operator==(const AlarmPage&, const AlarmPage&) = default;
};

/// How an alarm is meant (CAP 1.2 3.2.1, `status`).
enum class Exercise {
  actual,
  drill,  ///< everybody does as if; shown under a permanent band that says so
  test,   ///< of the way it takes; the same
};

/// Who noticed.
enum class Origin {
  local,     ///< this market: its panel, a contact, its staff
  external,  ///< an authority, for a region that the market lies in
};

/// What an incident says in one language, where its sender wrote words for people (CAP). Lines end in \n.
struct IncidentWords {
  LanguageTag language;
  std::string line;  ///< for a screen: never empty
  std::string more;  ///< what to do, or what it is; may be empty
  friend bool operator==(const IncidentWords&, const IncidentWords&) = default;
};

/// Bytes of text of one incident, and its languages: a screen has no room for more, and 64 incidents must fit
/// into one message.
inline constexpr std::size_t k_most_words = 8;
inline constexpr std::size_t k_most_line_bytes = 240;
inline constexpr std::size_t k_most_more_bytes = 480;

/// One alarm from raise to end.
struct Incident {
  IncidentId id;
  AlarmKind kind;
  std::string source;  ///< who raised it, e.g. `gateway-1`
  std::uint64_t sequence =
      0;           ///< of the source; grows with each of its messages, so that none is applied twice
  SysTime raised;  ///< when we accepted it
  Exercise exercise = Exercise::actual;
  Origin origin = Origin::local;
  bool extreme = false;                           ///< CAP's severity Extreme with urgency Immediate
  std::optional<SysTime> expires = std::nullopt;  ///< by its sender's clock
  std::optional<Millis> lifetime = std::nullopt;  ///< since we accepted it, for when no clock can be trusted
  std::string by = {};                            ///< the person who raised it, where a person did
  std::vector<IncidentWords> words = {};          ///< each language once; empty: its kind's page says it all
  std::string place = {};  ///< what burns: id of a feature of the map; empty: not known
  friend bool operator==(const Incident&, const Incident&) = default;

  /// Neither a time nor a restart nor a lost link ends it, only a clear: a fire in this market.
  bool latches() const;
};

/// The higher ones have the screen, equals share it. In the order of precedence.
enum class AlarmRank { local_fire, extreme, actual, drill, test };
AlarmRank rank_of(const Incident& incident);

/// What visitors are told when somebody gave the all-clear, for some minutes.
struct AllClear {
  Exercise exercise = Exercise::actual;  ///< of what is over
  SysTime since;
  std::string by = {};
  friend bool operator==(const AllClear&, const AllClear&) = default;
};

/// The incidents that are not over, oldest first.
struct AlarmState {
  std::vector<Incident> active;
  std::optional<AllClear> all_clear = std::nullopt;  ///< only where nothing is active

  /// The screen is free for what is planned.
  bool quiet() const { return active.empty() && !all_clear; }
  friend bool operator==(const AlarmState&, const AlarmState&) = default;
};

/// An incident that somebody ended who may.
struct ClearedIncident {
  IncidentId id;
  SysTime at;
  std::string by;  ///< the person; may be empty
  friend bool operator==(const ClearedIncident&, const ClearedIncident&) = default;
};

/// All that a bridge holds to be so, said again and again: whoever missed one learns everything from the
/// next. What is in neither list is not over: a bridge that lost its memory ends nothing.
struct AlarmNotice {
  std::string site;    ///< of site.yaml
  std::string zone;    ///< of the market; empty: all of it
  std::string source;  ///< the bridge
  /// Grow with each notice of this source for this zone: the sequence, and the epoch when it begins again.
  std::uint64_t epoch = 0;
  std::uint64_t sequence = 0;
  SysTime sent;  ///< for the records
  std::vector<Incident> active;
  std::vector<ClearedIncident> cleared;  ///< the last ones, oldest first
  friend bool operator==(const AlarmNotice&, const AlarmNotice&) = default;
};

inline constexpr std::size_t k_most_cleared = 64;

/// The kind whose page is shown for an all-clear, and that nobody can raise.
inline constexpr const char* k_all_clear = "all-clear";

}  // namespace madang
