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

/// An entry that holds the screen in a segment, with others where there are several: by turns then, of one item
/// of a playlist or one pass of a layout (content-schema/model/rota.h).
struct Turn {
  Show show;
  Millis length{0};   ///< > 0; of one whole pass of the show
  std::string entry;  ///< the schedule entry's name; empty for the site's default
  int share = 1;      ///< > 0; of the time, beside the others'
  double at_least = 0;  ///< part of the time that it gets in any case, 0 to 1
  friend bool operator==(const Turn&, const Turn&) = default;
};

/// A stretch of time in which the same entries hold the screen. Turns are counted from `interval.from`, which is
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
