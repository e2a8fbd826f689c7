// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content-schema/model/geometry.h"
#include "content-schema/model/text.h"
#include "player/text/font_set.h"

namespace madang {

/// What to lay out: one block per language that is shown at once, in a box. Sizes are px of the screen.
struct TextRequest {
  std::vector<TaggedText> blocks;  ///< UTF-8; invalid bytes become U+FFFD and are reported
  Size box;                        ///< inside the padding; both sides > 0. For a strip only the height counts
  std::string font = "body";       ///< a role of the font set
  Weight weight = Weight::regular;
  double size = 48;           ///< em, px; with TextFit::shrink the largest allowed
  double least_size = 8;      ///< shrink stops here, and reports that the text does not fit
  double line_height = 1.35;  ///< em
  Align align = Align::centre;
  VerticalAlign vertical_align = VerticalAlign::middle;
  TextFit fit = TextFit::shrink;
  TextBreak line_break = TextBreak::word;
  TextDirection direction = TextDirection::automatic;
  Writing writing = Writing::horizontal;  ///< a strip is always horizontal
  double block_gap = 0.35;                ///< em of the lower one, between blocks
  /// Of each block, its em as a part of the text's, (0, 1]: below 1 for a note on what stands above it. 1 for
  /// blocks it is too short for. A strip knows no notes.
  std::vector<double> scales;

  double scale(size_t block) const { return block < scales.size() ? scales[block] : 1; }
  friend bool operator==(const TextRequest&, const TextRequest&) = default;
};

/// A glyph of a laid-out line. Positions are px in the box, y downward.
struct LaidGlyph {
  std::uint32_t glyph = 0;  ///< index in the face; 0 is .notdef
  FaceId face;
  double x = 0;  ///< of its origin, with the shaper's offset applied
  double y = 0;
  bool turned = false;        ///< 90 degrees clockwise
  std::uint32_t cluster = 0;  ///< byte offset in the block's text
};

/// Of a vertical text the fields are those of the page turned back: `x` counts down from the box's top, and
/// `baseline` to the left from its right edge. Its glyphs are where they are seen.
struct LaidLine {
  size_t block = 0;  ///< index in TextRequest::blocks
  double x = 0;      ///< of the line's left edge
  double baseline = 0;
  double width = 0;         ///< advance sum without trailing spaces
  double size = 0;          ///< em, px
  std::uint32_t begin = 0;  ///< bytes of the block's text on this line
  std::uint32_t end = 0;
  std::vector<LaidGlyph> glyphs;  ///< in visual order
};

/// What the person who wrote the text should know. Byte offsets are in the block's text.
struct TextProblem {
  enum class Kind { invalid_utf8, missing_glyph, does_not_fit };
  Kind kind = Kind::missing_glyph;
  size_t block = 0;
  std::uint32_t offset = 0;
  char32_t code_point = 0;
  friend bool operator==(const TextProblem&, const TextProblem&) = default;
};

struct TextLayout {
  double size = 0;  ///< em, px: what fit chose; notes are smaller
  Size box;
  Writing writing = Writing::horizontal;
  std::vector<LaidLine> lines;
  std::vector<TextProblem> problems;
  bool cuts_words = false;  ///< a word is longer than a line, and goes on in the next one
};

/// Breaks, fits and places. What there is no room for even at the least size is left out, and an ellipsis
/// says so. Pure: the same request and fonts give the same layout. The font set caches shaping inside and so
/// binds the call to one thread at a time.
TextLayout lay_out(const TextRequest& request, FontSet& fonts);

/// One line of all blocks joined by `gap` px and never broken, for tickers: `layout.box.width` is the strip's
/// length including one trailing gap, so that strips can be laid end to end.
TextLayout lay_out_strip(const TextRequest& request, double gap, FontSet& fonts);

}  // namespace madang
