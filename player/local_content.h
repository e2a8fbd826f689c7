// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "content-schema/base/error.h"
#include "content-schema/model/asset.h"
#include "content-schema/model/document.h"
#include "content-schema/wire/programme.h"
#include "content-schema/yaml/load.h"

namespace madang {

/// A content folder on this machine, without a scheduler: what `madang-player CONTENT` and `madang shot`
/// show.
struct LocalContent {
  Document document;
  Inventory inventory;
  Problems problems;  ///< warnings of the loader
  std::map<std::string, Error>
      unplayable;  ///< media that are no pictures or videos; left out of the inventory
};

/// Loads, checks and measures. `invalid` with every problem in the message where the folder has errors.
Result<LocalContent> open_local_content(const std::filesystem::path& folder);

/// The programme of one screen over the given time.
Result<Programme> programme_of(const LocalContent& content, const ScreenId& screen, Interval covers);

/// What this player can show, for `load_folder` to judge by.
Abilities player_abilities();

/// The folder that the running program lies in: where madang-decoder and the fonts list are looked for first.
std::filesystem::path program_folder();
/// madang-decoder beside the program.
std::filesystem::path decoder_program();
/// fonts.yaml of MADANG_FONTS, of the installation, or of the source tree that was built.
std::filesystem::path fonts_file();

}  // namespace madang
