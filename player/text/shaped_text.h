// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "player/text/break.h"
#include "player/text/font_set.h"
#include "player/text/utf8.h"

namespace madang {

/// A glyph in em, so that one shaping serves every size. Of a line that runs down, the line is meant:
/// `advance` and `dx` go along it, `dy` towards where the last line was.
struct ShapedGlyph {
  std::uint32_t glyph = 0;
  std::uint32_t unit = 0;  ///< UTF-16 offset in the text where its cluster begins
  float advance = 0;       ///< em
  float dx = 0;            ///< em, of the origin
  float dy = 0;            ///< em, upward
};

/// Text of one face, script and direction.
struct ShapedRun {
  std::uint32_t begin = 0;  ///< UTF-16 units
  std::uint32_t end = 0;
  FaceId face;
  std::uint8_t level = 0;           ///< of UAX #9; odd runs right to left
  std::int32_t script = 0;          ///< ICU's UScriptCode
  bool turned = false;              ///< on its side, in a line that runs down
  std::vector<ShapedGlyph> glyphs;  ///< in visual order
};

/// What lies between two newlines of the author.
struct ShapedParagraph {
  std::uint32_t begin = 0;      ///< UTF-16 units
  std::uint32_t end = 0;        ///< without the newline
  std::uint8_t level = 0;       ///< odd: right to left
  std::vector<ShapedRun> runs;  ///< in logical order
  std::vector<std::uint32_t>
      words;  ///< where a line may begin (from BreakLevel::tight), ascending, `begin` left out, `end` in
};

struct MissingGlyph {
  std::uint32_t unit = 0;
  char32_t code_point = 0;
};

/// A text shaped once: what wrapping, fitting and placing do is arithmetic over it. Immutable.
struct ShapedText {
  std::u16string text;               ///< NFC
  std::vector<std::uint32_t> bytes;  ///< of each unit, its offset in the source; one more at the end
  std::vector<ShapedParagraph> paragraphs;
  std::vector<BreakLevel> breaks;     ///< for each unit, and the end
  std::vector<double> position;       ///< em: sum of the advances of all units before; one more at the end
  std::vector<bool> space;            ///< white space, which hangs out of a line's end
  std::vector<float> head;            ///< em saved by a unit that begins a line; empty: none (spacing.h)
  std::vector<float> tail;            ///< em saved by a unit that ends a line
  double middle = 0;                  ///< em above the baseline, of the chain's first face (the strut)
  std::vector<MissingGlyph> missing;  ///< the first 100
  std::vector<BadBytes> bad;          ///< of clean_utf8
  bool cut = false;                   ///< of clean_utf8

  /// Where the cluster that ends at `unit` (greater than 0) begins.
  std::uint32_t cluster_before(std::uint32_t unit) const {
    std::uint32_t begin = unit - 1;
    while (begin > 0 && breaks[begin] == BreakLevel::never)
      --begin;
    return begin;
  }
  double saved_at_head(std::uint32_t unit) const {
    return unit < head.size() ? static_cast<double>(head[unit]) : 0;
  }
  double saved_at_tail(std::uint32_t unit) const {
    return unit < tail.size() ? static_cast<double>(tail[unit]) : 0;
  }
};

using ShapedTextPtr = std::shared_ptr<const ShapedText>;

}  // namespace madang
