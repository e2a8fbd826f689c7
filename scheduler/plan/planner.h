// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/error.h"
#include "content-schema/wire/programme.h"

namespace madang {

/// What `screen` shows over `covers`, to be handed to a player as it is. A pure function: the same arguments
/// give the same programme, and programmes for other intervals agree with it where both speak (see Segment).
///
/// Errors: `not_found` for a screen that the site does not have (the message names those it has) or a time
/// zone that this machine does not know; `invalid` for an empty interval.
Result<Programme> plan(const ReleaseId& release, const Document& document, const Inventory& inventory,
                       const ScreenId& screen, Interval covers);

}  // namespace madang
