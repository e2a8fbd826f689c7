// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <vector>

#include "content-schema/model/schedule.h"
#include "content-schema/model/site.h"
#include "scheduler/calendar/airtime.h"
#include "scheduler/calendar/holidays.h"
#include "scheduler/calendar/zone.h"

namespace madang {

/// A key of `when:` but for `except`.
enum class WhenKey { dates, days, market_days, lunar, holidays, rrule, times };

/// The keys that a When says something with, in the order above.
std::vector<WhenKey> keys_of(const When& when);

/// What becomes of an entry at an instant, and by which rule.
struct Verdict {
  enum class Kind {
    plays,      ///< alone, or by turns with the other winners
    outranked,  ///< its `when` holds, but so does that of an entry of higher priority
    not_here,   ///< it is meant for other screens
    not_now,    ///< its `when` does not hold
    off_air,    ///< its `when` holds, but nothing of its show may be shown: offers that are over or to come
  };
  Kind kind = Kind::not_now;
  /// Where it is not now: without these it would hold, and it would not without fewer. Where one or the other
  /// would do (Friday, 01:00, of `days: fri, times: 22:00-02:00`), what is said of days goes before `times`.
  std::vector<WhenKey> keys;
  /// Where `keys` is empty: the exceptions that take it out, as indices into When::except.
  std::vector<size_t> exceptions;
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Who holds a screen at an instant, and why nobody else does.
struct Explanation {
  Interval held;                  ///< the stretch of resolve() with the instant, with its true start and end
  std::vector<size_t> winners;    ///< indices into Schedule::entries, ascending; empty: the site's default
  std::vector<Verdict> verdicts;  ///< of every entry, in the schedule's order
};

/// Says of `at` what `resolve` says, with the reasons. Pure.
Explanation explain(const Schedule& schedule, const Screen& screen, const TimeZone& zone, SysTime at,
                    const Holidays& holidays = {}, const Airtimes& airtimes = {});

}  // namespace madang
