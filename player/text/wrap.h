// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <vector>

#include "player/text/shaped_text.h"

namespace madang {

/// One line of a paragraph, in UTF-16 units of the text.
struct LineSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;      ///< where the next line begins
  std::uint32_t ink_end = 0;  ///< without trailing white space
  double width = 0;           ///< em, up to `ink_end`
  bool cut_word = false;      ///< it ends inside a word that is longer than a line
};

/// Fills lines greedily: as much as fits, breaking between words. A word longer than a line starts a line of
/// its own and breaks behind the last joint that fits, else at the last inner place, else at the last
/// grapheme, at least one to a line. Appends; arithmetic only.
void wrap(const ShapedText& text, const ShapedParagraph& paragraph, double width_em,
          std::vector<LineSpan>& lines);

/// As `wrap`, and then without a last line that looks lost: up to `k_evened_lines` lines are made as even as
/// they can be (CSS Text 4 text-wrap: balance, by the least squares of the white), longer paragraphs end with
/// no single eojeol shorter than a quarter of the width, where other breaks of their last lines avoid it.
/// Never more lines than `wrap` makes, and no word is cut for it.
void wrap_evenly(const ShapedText& text, const ShapedParagraph& paragraph, double width_em,
                 std::vector<LineSpan>& lines);
inline constexpr size_t k_evened_lines = 6;

/// One line, as it is.
LineSpan whole_line(const ShapedText& text, const ShapedParagraph& paragraph);

}  // namespace madang
