// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/error.h"
#include "content-schema/wire/programme.h"

namespace madang {

/// Whether a programme keeps the promises of programme.h, on which a timeline relies: it covers some time,
/// its segments cover all of that in order, without hole or overlap, and each has turns that last. `invalid`
/// says what does not hold. For whoever takes a programme from outside.
Status check(const Programme& programme);

}  // namespace madang
