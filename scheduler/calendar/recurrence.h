// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "content-schema/model/when.h"
#include "scheduler/calendar/zone.h"

namespace madang {

/// The instances of a recurrence rule (RFC 5545 3.3.10) that begin in [from, to) on the wall's clock,
/// ascending, each once; midnights where they are days. Only what the rule gives: a start that the rule does
/// not hit is no instance. UNTIL may be in UTC, of which `zone` makes a wall time; a date as UNTIL is that
/// whole day. Nothing for a rule that is none, and for what the staff's reference refuses: seconds and
/// RSCALE.
///
/// The work is that of the days asked for, not of the time since the start, but for a rule with COUNT, which
/// has to be counted. A MONTHLY or YEARLY rule that never hits any day costs up to a second. Pure.
std::vector<LocalTime> instances(const Recurrence& recurrence, const TimeZone& zone, LocalTime from,
                                 LocalTime to);

}  // namespace madang
