// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/bidi.h"

#include <fribidi.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace madang {
namespace {

FriBidiParType paragraph_type(BaseDirection direction) {
  switch (direction) {
    case BaseDirection::left_to_right:
      return FRIBIDI_PAR_LTR;
    case BaseDirection::right_to_left:
      return FRIBIDI_PAR_RTL;
    case BaseDirection::auto_left_to_right:
      return FRIBIDI_PAR_WLTR;
    case BaseDirection::auto_right_to_left:
      return FRIBIDI_PAR_WRTL;
  }
  return FRIBIDI_PAR_WLTR;
}

/// L1: separators, and the white space before them and at the end, are at the paragraph's level.
void reset_white_space(const std::vector<FriBidiCharType>& types, FriBidiLevel paragraph,
                       std::vector<FriBidiLevel>& levels) {
  bool resets = true;
  for (size_t i = types.size(); i-- > 0;) {
    const FriBidiCharType type = types[i];
    if (FRIBIDI_IS_SEPARATOR(type))
      resets = true;
    else if (!FRIBIDI_IS_EXPLICIT_OR_BN_OR_WS(type) && !FRIBIDI_IS_ISOLATE(type))
      resets = false;
    if (resets)
      levels[i] = paragraph;
  }
}

}  // namespace

BidiLevels find_bidi_levels(std::u16string_view text, BaseDirection direction) {
  std::vector<FriBidiChar> characters;
  characters.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U16_NEXT(text.data(), i, text.size(), c);
    characters.push_back(static_cast<FriBidiChar>(c));
  }
  const auto count = static_cast<FriBidiStrIndex>(characters.size());
  std::vector<FriBidiCharType> types(characters.size());
  std::vector<FriBidiBracketType> brackets(characters.size());
  std::vector<FriBidiLevel> levels(characters.size());
  fribidi_get_bidi_types(characters.data(), count, types.data());
  fribidi_get_bracket_types(characters.data(), count, types.data(), brackets.data());
  FriBidiParType base = paragraph_type(direction);
  if (count > 0 &&
      fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), count, &base, levels.data()) == 0) {
    std::fill(levels.begin(), levels.end(), FriBidiLevel{0});  // no memory: read from left to right
    base = FRIBIDI_PAR_LTR;
  }

  BidiLevels out{static_cast<std::uint8_t>(FRIBIDI_IS_RTL(base) ? 1 : 0), {}};
  reset_white_space(types, static_cast<FriBidiLevel>(out.paragraph), levels);
  out.levels.reserve(text.size());
  for (size_t i = 0; i < characters.size(); ++i)
    out.levels.insert(out.levels.end(), characters[i] >= 0x10000 ? 2 : 1,
                      static_cast<std::uint8_t>(levels[i]));
  return out;
}

bool has_right_to_left(std::string_view utf8) {
  for (size_t i = 0; i < utf8.size();) {
    UChar32 c = 0;
    U8_NEXT(utf8.data(), i, utf8.size(), c);
    if (c >= 0 && (FRIBIDI_IS_RTL(fribidi_get_bidi_type(static_cast<FriBidiChar>(c)))))
      return true;
  }
  return false;
}

std::string isolated(std::string_view utf8) {
  return "\u2068" + std::string(utf8) + "\u2069";
}

}  // namespace madang
