// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "content-schema/model/document.h"
#include "scheduler/calendar/zone.h"

namespace madang::tool {

/// What a schedule comes to from a day on, where it may not be what was meant. Indices are of
/// Schedule::entries; items are the document's own.
struct Outlook {
  Interval year;   ///< what was looked at: 400 days from the local midnight with which the day begins
  Interval month;  ///< its first 31 days
  /// `year` is shorter: rules by the minute, or crowds of equals, would fill it with too much. Where not even
  /// a month can be looked at, both are empty, and so is everything else.
  bool is_cut = false;

  /// An entry that holds no screen at any time of `year`.
  struct Unseen {
    enum class Why {
      over,     ///< all its days have been
      no_day,   ///< it applies on no day, in the next twenty years either
      no_item,  ///< while it applies, none of its items may be shown
      beaten,   ///< others hold the screen whenever it applies
    };
    size_t entry = 0;
    Why why = Why::beaten;
    std::optional<size_t> by;  ///< where beaten, of the first fifty: who has most of its time
  };
  std::vector<Unseen> unseen;  ///< by entry

  /// Equals that say nothing of shares, and share some hours because one ends after the other has begun: no
  /// more than half of either's time, so it looks like a change from one to the other.
  struct Overlap {
    size_t first = 0;
    size_t second = 0;  ///< which begins later
    Interval together;  ///< the first time
  };
  std::vector<Overlap> overlaps;

  /// Equals that were promised more than the whole.
  struct Promises {
    std::vector<size_t> entries;
    double sum = 0;  ///< > 1
    SysTime from;    ///< the first time
  };
  std::vector<Promises> promises;

  std::vector<const Item*> offers_over;    ///< of playlists that come on
  std::vector<const Item*> offers_unseen;  ///< valid only while their playlist is not on

  /// Days of `month` on which only the default plays, by the screens that have the same ones. Told are days
  /// of a week or more without any entry, and those whose weekday has one in most weeks: a schedule of
  /// weekends only leaves the other days to the default on purpose. Nothing of screens for which there is no
  /// entry at all.
  struct Unplanned {
    std::vector<std::chrono::local_days> days;
    std::vector<ScreenId> screens;
  };
  std::vector<Unplanned> unplanned;

  /// When in `month` neither an entry nor the default has an item that may be shown, so that the player draws
  /// its own card.
  struct BlackOut {
    std::vector<Interval> stretches;  ///< in order
    std::vector<ScreenId> screens;
  };
  std::vector<BlackOut> black_outs;

  size_t screens_left_out = 0;  ///< by the bound on the work; entries for them count as seen
};

/// Screens for which the same entries are meant are worked out once. Pure.
Outlook look_ahead(const Document& document, const TimeZone& zone, std::chrono::local_days day);

}  // namespace madang::tool
