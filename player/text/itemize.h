// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "content-schema/model/text.h"
#include "player/text/font_set.h"

namespace madang {

/// A stretch of a paragraph that is shaped in one go.
struct TextRun {
  std::uint32_t begin = 0;  ///< UTF-16 units of the paragraph
  std::uint32_t end = 0;
  FaceId face;
  std::int32_t script = 0;  ///< ICU's UScriptCode
  std::uint8_t level = 0;   ///< of UAX #9
  friend bool operator==(const TextRun&, const TextRun&) = default;
};

struct ItemizedParagraph {
  std::uint8_t level = 0;     ///< direction of the paragraph: odd is right to left
  std::vector<TextRun> runs;  ///< in logical order, without gaps
};

/// Splits a paragraph (NFC, no newline) where direction, script or face change.
///
/// Where `direction` leaves it open, direction is that of the first strong character, else the language's
/// own. Scripts follow UAX #24 with script extensions and paired brackets. The face is chosen for whole
/// grapheme clusters, so that old Hangul, stacked marks and emoji sequences are never torn apart: the first
/// face of `chain` that has all of a cluster; emoji that ask for picture form try `set.emoji` first. White
/// space stays with what is before it.
ItemizedParagraph itemize(std::u16string_view paragraph, std::string_view language, TextDirection direction,
                          const std::vector<FaceId>& chain, FontSet::Faces& set);

/// Whether a cluster is an emoji shown as a picture (UTS #51): by default or by U+FE0F, and not with U+FE0E.
/// A bare digit is none.
bool is_emoji_picture(std::u16string_view cluster);

}  // namespace madang
