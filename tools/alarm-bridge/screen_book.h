// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "content-schema/base/message.h"
#include "content-schema/model/alarm.h"
#include "tools/alarm-bridge/incident_log.h"
#include "tools/alarm-bridge/road.h"

namespace madang::bridge {

/// What is known of one screen, by all roads.
struct ScreenRecord {
  std::map<std::string, ScreenNews> last;                 ///< by road
  std::map<std::string, Bilingual> trouble;               ///< by road: unreachable, or why it refuses
  std::vector<IncidentId> on_glass;                       ///< as far as it told
  SysTime told{};                                         ///< when it last told that
  std::set<std::pair<IncidentId, std::string>> received;  ///< incident and road, on record already
  std::set<IncidentId> displayed;                         ///< on record
  std::set<IncidentId> over;  ///< of them: off the glass after they were cleared, on record
};

/// What the screens told, and what of it is new enough for the records. In memory only: after a restart it
/// fills again with their next answers. Time comes with the news. Bound to one thread.
class ScreenBook {
 public:
  /// A notice goes out. News speak of its numbers, and of incidents it names.
  void sent(const AlarmNotice& notice);
  /// What the records shall say of it: each incident once received per screen and road, once displayed per
  /// screen, and once off the glass after it was cleared.
  std::vector<LogEntry> hear(const ScreenNews& news);

  const std::map<std::string, ScreenRecord>& screens() const { return screens_; }
  /// When the first screen showed it.
  std::optional<SysTime> displayed(const IncidentId& incident) const;
  /// How many screens show it now.
  std::size_t showing(const IncidentId& incident) const;
  /// What any screen shows now.
  std::vector<IncidentId> on_glass() const;

 private:
  struct Facts {
    std::string kind;
    Exercise exercise = Exercise::actual;
    SysTime raised;
    std::optional<SysTime> cleared{};
    std::optional<SysTime> displayed{};  ///< by the first screen
  };
  struct Sent {
    std::uint64_t epoch = 0;
    std::uint64_t sequence = 0;
    std::vector<IncidentId> active;
  };

  void forget(const IncidentId& incident);
  void take_glass(ScreenRecord& record, const ScreenNews& news, std::vector<LogEntry>& log);
  LogEntry entry(LogEntry::What what, const IncidentId& incident, const ScreenNews& news,
                 SysTime since) const;

  std::map<std::string, ScreenRecord> screens_;
  std::map<IncidentId, Facts> facts_;
  std::deque<Sent> sent_;  ///< the last ones
};

}  // namespace madang::bridge
