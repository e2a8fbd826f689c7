// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "content-schema/base/error.h"
#include "tools/madang/command.h"
#include "tools/server/key_folder.h"

namespace madang::tool {

/// Where the keys are and what unlocks them, as every sub-command that signs asks for it.
struct KeyOptions {
  std::string folder;           ///< empty: `KeyFolder::standard()`
  std::string passphrase_file;  ///< empty: the keys are not locked

  server::KeyFolder keys() const;
  /// The first line of the file; empty without one.
  Result<std::string> passphrase() const;
};

/// Adds --keys and --passphrase-file. `options` outlives the command.
void add_key_options(CLI::App& command, KeyOptions& options, const Context& context);

/// Who is at work, for the history: the name of the system's user.
std::string person();

}  // namespace madang::tool
