// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/model/schedule.h"
#include "scheduler/calendar/days.h"
#include "scheduler/calendar/holidays.h"
#include "scheduler/calendar/zone.h"

namespace madang {

/// The stretches of UTC time in which `when` holds and which meet `within`, by their start. They are not cut
/// to `within`: an occurrence knows its true start whenever it is asked for. Each day has its own, so that an
/// entry without times begins anew at each local midnight; one of 22:00-02:00 belongs to the day of its
/// 22:00. None is longer than a day (by the wall's clock); those of overlapping time ranges overlap.
///
/// An instance of a recurrence that has a time is a window of the day on which it begins; `times` cut it. An
/// exception of days takes out the windows that belong to them, whole; one with times takes out those times,
/// and what follows it begins anew.
std::vector<Interval> occurrences(const When& when, const TimeZone& zone, Interval within,
                                  const Holidays& holidays = {});

/// The same for many entries: `days` knows the zone, the holidays and the stretch of time.
std::vector<Interval> occurrences(const When& when, Days& days);

}  // namespace madang
