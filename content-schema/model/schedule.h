// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/ids.h"
#include "content-schema/model/source.h"

namespace madang {

/// What fills a whole screen: a playlist or a layout, by its path in the content folder.
struct Show {
  enum class Kind { playlist, layout };
  Kind kind = Kind::playlist;
  std::string path;
  friend bool operator==(const Show&, const Show&) = default;
};

/// Calendar days, both ends inside.
struct DateRange {
  std::chrono::year_month_day from;
  std::chrono::year_month_day to;
  friend bool operator==(const DateRange&, const DateRange&) = default;
};

/// Local wall-clock times of a day. `to` <= `from` runs past midnight and belongs to the day it starts on;
/// `24:00` is 1440 minutes.
struct TimeRange {
  std::chrono::minutes from{0};
  std::chrono::minutes to{1440};
  friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// When an entry applies: all that is said must hold; an empty list says nothing.
struct When {
  std::vector<DateRange> dates;  ///< any of them
  std::vector<std::chrono::weekday> days;
  std::vector<TimeRange> times;  ///< any of them; empty is the whole day
  friend bool operator==(const When&, const When&) = default;
};

/// So much of every such stretch of time; 0 < `voice` <= `per`.
struct AtLeast {
  Millis voice{0};
  Millis per{0};
  friend bool operator==(const AtLeast&, const AtLeast&) = default;
};

inline constexpr int k_most_share = 1000;

struct ScheduleEntry {
  std::string name;
  Show show;
  When when;
  int priority = 0;  ///< higher wins; equals share the time
  int share = 1;     ///< of that time, beside the shares of its equals; 1 to k_most_share
  std::optional<AtLeast> at_least;  ///< whatever the shares
  std::vector<ScreenId>
      screens;  ///< both lists empty: every screen; else any named screen or member of a named group
  std::vector<GroupId> groups;
  SourceMark mark;
  friend bool operator==(const ScheduleEntry&, const ScheduleEntry&) = default;
};

struct Schedule {
  std::vector<ScheduleEntry> entries;
  friend bool operator==(const Schedule&, const Schedule&) = default;
};

}  // namespace madang
