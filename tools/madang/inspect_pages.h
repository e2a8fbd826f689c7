// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>

#include "content-schema/yaml/load.h"

namespace madang::tool {

/// Adds to the problems of a folder that reads well what a reader of its screens would stumble over, with the
/// line of the item and the names of the screens. Nothing where the folder has errors, or its fonts cannot be
/// opened (which is told on its own).
void inspect_pages(const std::filesystem::path& content, Loaded& loaded);

}  // namespace madang::tool
