// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <optional>

#include "content-schema/yaml/load.h"
#include "scheduler/calendar/zone.h"
#include "tools/madang/outlook.h"

namespace madang::tool {

/// Adds to the problems of a folder that reads well, as warnings, what its schedule comes to from `day` on
/// that may not be what was meant; of one kind no more than the first few. The outlook itself, for the sum.
Outlook inspect_schedule(const std::filesystem::path& content, const Document& document, const TimeZone& zone,
                         std::chrono::local_days day, Problems& problems);

/// `2026-11-22 17:30`, on the wall's clock.
std::string wall_time(SysTime t, const TimeZone& zone);

/// The minutes of black-out risk in the outlook's month, of the screen that has most of them; begun ones
/// count.
std::chrono::minutes black_out_minutes(const Outlook& outlook);

}  // namespace madang::tool
