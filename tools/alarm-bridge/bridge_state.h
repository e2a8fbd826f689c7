// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/alarm.h"
#include "scheduler/alarm/state.h"
#include "tools/alarm-bridge/incident_log.h"
#include "tools/alarm-bridge/input_report.h"
#include "tools/alarm-bridge/road.h"

namespace madang::bridge {

/// Which zone of the market an input's alarms belong to, and what burns there: by the input and the zone it
/// says, else by the input alone (an empty second name), else the whole site, and nobody knows what.
struct ZonePlan {
  using Names = std::map<std::pair<std::string, std::string>, std::string>;
  Names zones;
  Names places;  ///< ids of features of the map

  /// Empty: the whole site.
  std::string zone_of(const std::string& source, const std::string& said) const;
  /// Empty: not known.
  std::string place_of(const std::string& source, const std::string& said) const;
};

struct ClearedOfZone {
  ClearedIncident incident;
  std::string zone;  ///< of the market; empty: the whole site
  friend bool operator==(const ClearedOfZone&, const ClearedOfZone&) = default;
};

/// All that the bridge must not forget.
struct BridgeState {
  alarm::State alarm;
  std::map<IncidentId, std::string> zones;  ///< of what is on; one that is not here is for the whole site
  std::vector<ClearedOfZone> cleared;       ///< the last k_most_cleared, oldest first; none of them is on
  std::uint64_t epoch = 0;                  ///< of the notices; grows with each start. 0: never kept
  friend bool operator==(const BridgeState&, const BridgeState&) = default;
};

/// What became of it, and what the records shall say.
struct Change {
  BridgeState state;
  alarm::Verdict verdict = alarm::Verdict::accepted;
  std::vector<LogEntry> log;
};

/// The name of the incident that an input raises: the same for each repetition, also after a restart.
/// `1234.1.5` is zone 5 in area 1 of panel 1234; where that could not name an incident, or could be mistaken
/// for another one, a part of its digest stands behind it.
IncidentId incident_of(const std::string& source, const PanelEvent& event);

/// Pure, all of them; `now` is only written down. The alarm's own rules are those of scheduler/alarm/state.h.
///
/// A fire that an input raises is on until somebody clears it. Troubles, tests and restored detectors raise
/// and end nothing, and neither does an input that is lost. What is said again changes nothing.
Change apply(BridgeState state, const InputReport& report, const ZonePlan& plan, SysTime now);

/// What people say holds for the whole site. A clear of what is not on here is told the screens as well, in
/// case that it is on there: this bridge may have lost its memory. The verdict is `unknown_incident` all the
/// same.
Change apply(BridgeState state, const alarm::Command& command, SysTime now);
Change apply(BridgeState state, const alarm::CapMessage& message, SysTime now);

/// What time ends. It is not told the screens as cleared: theirs end by themselves, without an all-clear.
Change pass(BridgeState state, Millis elapsed, SysTime now, bool trusted);

/// The epoch of this start: one more than the last, so that nothing of ours can be older than what we said
/// before. Whoever lost its memory takes the time, in seconds.
std::uint64_t next_epoch(std::uint64_t kept, SysTime now);

/// Epochs that screens may make us follow: no liar among them brings us to the end of the numbers.
inline constexpr std::uint64_t k_farthest_epoch = std::uint64_t{1} << 48;

/// What to go on with where a screen has counted past `ours` (epoch, sequence); nothing where it has not.
std::optional<std::uint64_t> epoch_past(std::pair<std::uint64_t, std::uint64_t> ours,
                                        std::pair<std::uint64_t, std::uint64_t> theirs);

/// Who speaks, and for which market.
struct BridgeName {
  std::string site;
  std::string source = "alarm-bridge";
};

/// All that holds in that zone. Of the whole site where `zone` is empty, what is on in single zones left out.
AlarmNotice notice_of(const BridgeState& state, const BridgeName& name, const std::string& zone,
                      std::uint64_t sequence, SysTime now);

}  // namespace madang::bridge
