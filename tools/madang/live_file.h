// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/model/data.h"
#include "content-schema/model/live.h"

namespace madang::tool {

/// What a person takes the sources to say, for a picture:
///
///     { "parking.lot-a": 12, "weather.sky": "맑음",
///       "parking.lot-b": { "value": 3, "as_of": "2026-11-24T14:05:00+09:00" } }
///
/// Without `as_of` it was said at `at`. `invalid` for a name that no source has, and for a value that is not
/// of its type. Pure.
Result<LiveValues> parse_live_values(std::string_view json, const std::vector<DataSource>& sources,
                                     SysTime at);
Result<LiveValues> read_live_file(const std::filesystem::path& file, const std::vector<DataSource>& sources,
                                  SysTime at);

}  // namespace madang::tool
