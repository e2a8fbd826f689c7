// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>

#include "content-schema/base/error.h"

namespace madang::bridge {

/// The bridge, from the state that the last one left on the disk until SIGTERM or SIGINT. `invalid` where the
/// configuration or a file that it names is wrong, with everything that is; other errors where it cannot
/// start, as on a port that is taken. What may come or come back later (a broker, a device, the disk,
/// screens) is told by GET /alarm and keeps nothing from starting.
Status run_bridge(const std::filesystem::path& configuration);

}  // namespace madang::bridge
