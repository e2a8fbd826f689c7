// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/error.h"
#include "content-schema/wire/programme.h"

namespace madang {

/// Whether the clock, and so the day, may be believed.
enum class ClockTrust { trusted, untrusted };

/// What `screen` shows over `covers`, to be handed to a player as it is. A pure function: the same arguments
/// give the same programme, and programmes for other intervals agree with it where both speak (see Segment).
///
/// With an untrusted clock only what does not depend on a date has its turn: entries without a `when`, else
/// the site's default. Items with a `valid` are left out everywhere, as nobody can say whether an offer has
/// expired, and so are clocks, which would tell a wrong time.
///
/// Errors: `not_found` for a screen that the site does not have (the message names those it has) or a time
/// zone that this machine does not know; `invalid` for an empty interval.
Result<Programme> plan(const ReleaseId& release, const Document& document, const Inventory& inventory,
                       const ScreenId& screen, Interval covers, ClockTrust clock = ClockTrust::trusted);

}  // namespace madang
