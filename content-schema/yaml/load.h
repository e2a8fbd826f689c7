// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/model/asset.h"
#include "content-schema/model/document.h"
#include "content-schema/model/fonts.h"
#include "content-schema/yaml/problems.h"

namespace madang {

/// What the loader refuses before it builds anything.
struct Limits {
  size_t file_bytes = 1 << 20;
  size_t files = 2000;
  size_t line_bytes = 16 << 10;  ///< the parser looks ahead to the end of a line, and holds all of it
  size_t depth = 32;
  size_t nodes = 100'000;
  size_t aliases = 100;
  size_t problems = 200;  ///< more are counted, not kept
};

/// What the programs that will show a folder can do, and files alone do not tell. Of what is missing here
/// nothing is said.
struct Abilities {
  /// What a medium is; the error says why it cannot be shown. Asked once for each file.
  std::function<Result<MediaFacts>(const std::filesystem::path& file)> probe;
  std::set<std::string> font_roles;  ///< the names that `font:` may use
};

struct Loaded {
  std::optional<Document> document;  ///< only where there is no error among the problems
  Inventory inventory;               ///< the media as probed; only with Abilities::probe
  Problems problems;                 ///< in file order, then by line; warnings too
};

/// Reads a content folder: site.yaml, schedule.yaml, data.yaml, maps/, playlists/, layouts/, alarms/. All
/// problems of all files are collected in one pass. `Error` only where the folder itself cannot be read.
Result<Loaded> load_folder(const std::filesystem::path& folder, const Abilities& abilities = {},
                           const Limits& limits = {});

/// fonts/fonts.yaml.
Result<FontConfig> load_fonts(const std::filesystem::path& file);

}  // namespace madang
