// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>

#include "content-schema/base/error.h"

namespace madang {

struct RehearsalOrder {
  std::filesystem::path folder;  ///< a content folder
  /// Of the release that plays now: media that are the same file (hard links of one another) have been
  /// through this already. Empty: all of them are looked at.
  std::filesystem::path known;
  std::filesystem::path decoder;  ///< madang-decoder
  std::filesystem::path fonts;    ///< fonts.yaml
};

/// Goes through a content folder as the player would, without a display, before a release may take the
/// screen: reads its documents, decodes each still whole and each clip at its beginning and in its middle (in
/// the decoder's sandbox), and lays out every text for every screen. The first thing that could not be shown;
/// warnings are none, nor is a clip that breaks off: its last picture stays. Takes as long as that takes: 0.2
/// to 2 s for a clip.
Status rehearse(const RehearsalOrder& order);

}  // namespace madang
