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

/// A stretch of time in which the same occurrences hold a screen.
struct Held {
  Interval interval;
  std::vector<size_t> entries;  ///< indices into Schedule::entries, ascending; empty: the site's default
  friend bool operator==(const Held&, const Held&) = default;
};

/// Whether an entry is meant for a screen: it names no target, or the screen, or one of its groups.
bool is_for(const ScheduleEntry& entry, const Screen& screen);

/// Who holds `screen` over `within`: of the entries that apply at an instant, those of the highest priority;
/// where there is none, the default, which begins anew at each local midnight. In order, without hole or
/// overlap. The first begins at its true start, at or before `within.from`; the last is cut at `within.to`.
/// So any two answers agree where both speak, whenever they were asked. Empty for an empty interval. Pure.
///
/// An entry of a show in `airtimes` applies only while the show is on: where nothing of it may be shown,
/// those of the next priority hold the screen, and its equals share without it.
std::vector<Held> resolve(const Schedule& schedule, const Screen& screen, const TimeZone& zone,
                          Interval within, const Holidays& holidays = {}, const Airtimes& airtimes = {});

}  // namespace madang
