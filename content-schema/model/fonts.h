// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "content-schema/model/text.h"

namespace madang {

/// One face inside a font file.
struct FontFace {
  std::filesystem::path file;  ///< absolute
  int index = 0;               ///< of the face in a collection (.ttc)
  std::string package;         ///< the Debian package that brings it, for the message when it is missing
  friend bool operator==(const FontFace&, const FontFace&) = default;
};

/// Faces to try for a cluster, first to last. `languages` empty: for any language.
struct FontChain {
  std::vector<LanguageTag> languages;
  std::vector<FontFace> regular;
  std::vector<FontFace> bold;  ///< empty: the regular ones
  friend bool operator==(const FontChain&, const FontChain&) = default;
};

/// fonts/fonts.yaml as a value: nothing asks fontconfig at run time, so that a page looks the same on
/// every kiosk and in every test.
struct FontConfig {
  std::map<std::string, std::vector<FontChain>>
      roles;                          ///< `body`, `display`...; chains in order of preference
  std::vector<FontFace> emoji;        ///< tried first for emoji-presentation clusters only
  std::vector<FontFace> last_resort;  ///< after every chain
  friend bool operator==(const FontConfig&, const FontConfig&) = default;
};

}  // namespace madang
