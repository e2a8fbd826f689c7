// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/error.h"

namespace madang::conformance {

/// The command line of the client under test, as the suite tuf-conformance defines it (its CLIENT-CLI.md):
///
///     tuf_client --metadata-dir D init TRUSTED_ROOT
///     tuf_client --metadata-dir D --metadata-url U refresh
///     tuf_client --metadata-dir D --metadata-url U --target-name N [--target-name M ...]
///                --target-dir T --target-base-url B download
///
/// Options may stand before and behind the command.
struct TufOptions {
  enum class Command { init, refresh, download } command = Command::refresh;
  std::filesystem::path trusted_root;  ///< init
  std::filesystem::path metadata_dir;
  std::string metadata_url;               ///< ends with a slash; not of init
  std::vector<std::string> target_names;  ///< download
  std::filesystem::path target_dir;       ///< download
  std::string target_base_url;            ///< download; ends with a slash
};

/// `invalid`, with what is missing or too much.
Result<TufOptions> parse_tuf_options(std::span<const char* const> arguments);

}  // namespace madang::conformance
