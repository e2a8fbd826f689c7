// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/alarm.h"
#include "tools/alarm-bridge/incident_log.h"
#include "tools/madang/percentiles.h"

namespace madang::tool {

/// What became of one incident on one screen, by whichever road told first. Times are never negative.
struct ScreenResult {
  enum class Trouble { none, unreachable, refuses };

  std::string screen;
  std::optional<Millis> received{};   ///< after it was raised: on the screen's disk
  std::optional<Millis> displayed{};  ///< after it was raised: on its glass
  std::optional<Millis> cleared{};    ///< after it was cleared: off its glass
  bool late = false;                  ///< displayed only when it was already over
  Trouble trouble = Trouble::none;    ///< by all of its roads, since it last said something of the incident

  bool failed() const { return !displayed || late; }
};

struct IncidentReport {
  enum class End { none, cleared, expired };

  std::string incident;
  std::string kind;
  std::string place;                     ///< what burns, as it was said last; empty: nobody said
  Exercise exercise = Exercise::actual;  ///< what it was in the end: a drill may turn into a fire
  SysTime raised;
  std::string source;  ///< who raised it
  std::string by;      ///< the person, where there was one
  End end = End::none;
  SysTime ended;  ///< where it did
  std::string end_source;
  std::string end_by;
  std::vector<ScreenResult> screens;  ///< the worst first: failed, then the slowest, then by name
  Percentiles received;               ///< of all screens
  Percentiles displayed;              ///< of all screens; those that failed count as never
  Percentiles cleared;                ///< of those that ever showed it, where somebody cleared it

  std::size_t failed() const;
};

struct AlarmReport {
  std::vector<IncidentReport> incidents;  ///< in the order they were raised
  std::vector<std::string> headless;      ///< left out: raised before these records begin
};

/// From the records of one bridge, oldest first.
///
/// A screen counts for an incident if it said anything of it, if no road reached it or it refused while the
/// incident was on, or if it is one of `expected`. The records do not name zones: a screen that is out of
/// reach counts for every incident. The same incident raised again after its end is another one. Pure.
AlarmReport make_alarm_report(std::span<const bridge::LogEntry> records,
                              const std::vector<std::string>& expected = {});

}  // namespace madang::tool
