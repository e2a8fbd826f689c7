// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <string>

#include "content-schema/model/source.h"

namespace madang::tool {

/// The line that a mark points to, for the caret; empty where it cannot be read.
std::string line_at(const std::filesystem::path& content, const SourceMark& mark);

}  // namespace madang::tool
