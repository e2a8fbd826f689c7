// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/model/ids.h"
#include "content-schema/model/source.h"
#include "content-schema/model/when.h"

namespace madang {

/// What fills a whole screen: a playlist or a layout, by its path in the content folder.
struct Show {
  enum class Kind { playlist, layout };
  Kind kind = Kind::playlist;
  std::string path;
  friend bool operator==(const Show&, const Show&) = default;
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
