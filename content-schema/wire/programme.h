// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/alarm.h"
#include "content-schema/model/asset.h"
#include "content-schema/model/document.h"

namespace madang {

/// One turn of an entry within a segment: how long its show holds the screen before the next entry's.
struct Turn {
  Show show;
  Millis length{0};   ///< > 0; one whole pass of the show where several take turns
  std::string entry;  ///< the schedule entry's name; empty for the site's default
  friend bool operator==(const Turn&, const Turn&) = default;
};

/// A stretch of time in which the same entries hold the screen. Turns go round from `interval.from`, which is
/// the true start of the calendar segment even if it lies before the time of planning: two kiosks that plan
/// at different moments, or one that restarts, get the same segment and so show the same frame.
struct Segment {
  Interval interval;
  std::vector<Turn> turns;  ///< at least one
  friend bool operator==(const Segment&, const Segment&) = default;
};

/// The plan the scheduler hands the player: everything needed to know what to show at any instant of
/// `covers`, all files already on disk. After its end the site's default show goes on, anchored at that end.
struct Programme {
  ReleaseId release;
  ScreenId screen;
  Document document;
  Inventory inventory;
  Interval covers;
  std::vector<Segment>
      segments;  ///< in order, without hole or overlap over `covers`; the first may start earlier
  friend bool operator==(const Programme&, const Programme&) = default;
};

}  // namespace madang
