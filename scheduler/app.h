// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/error.h"
#include "scheduler/options.h"

namespace madang {

/// The scheduler, from the last good release on the disk until SIGTERM or SIGINT. An error only where it
/// cannot start.
Status run_scheduler(const Options& options);

}  // namespace madang
