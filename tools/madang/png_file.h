// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "content-schema/base/error.h"
#include "content-schema/model/geometry.h"

namespace madang::tool {

/// Writes rows of B G R X pixels as a PNG, all at once or not at all.
Status write_png(const std::filesystem::path& file, std::span<const std::uint8_t> pixels, Size size);

}  // namespace madang::tool
