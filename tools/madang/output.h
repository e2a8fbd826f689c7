// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <string_view>

#include "content-schema/base/error.h"

namespace madang::tool {

/// The whole of `text` into the file, which is replaced at once or not at all; to standard output where no
/// file is named. `unavailable` where it could not be written to its end.
Result<void> write_output(const std::filesystem::path& file, std::string_view text);

}  // namespace madang::tool
