// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/model/schedule.h"
#include "scheduler/calendar/zone.h"

namespace madang {

/// The stretches of UTC time in which `when` holds and which meet `within`, by their start. They are not cut
/// to `within`: an occurrence knows its true start whenever it is asked for. Each day has its own, so that an
/// entry without times begins anew at each local midnight; one of 22:00-02:00 belongs to the day of its
/// 22:00. None is longer than a day (by the wall's clock); those of overlapping time ranges overlap.
std::vector<Interval> occurrences(const When& when, const TimeZone& zone, Interval within);

}  // namespace madang
