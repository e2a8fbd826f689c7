// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "content-schema/model/geometry.h"
#include "player/text/placed_text.h"

namespace madang {

/// Gathers the coverage of a text's glyphs row by row, so that where glyphs overlap or touch a
/// half-transparent text is as even as anywhere else, and so that a shift by a fraction of a pixel costs one
/// pass over the row. Bound to one thread; lends its rows until the next call.
class TextMask {
 public:
  /// Prepares the columns [x, x + width) of the text, in px from its origin.
  void begin(const PlacedText& text, int x, int width);

  /// One row's coverage: `columns` is the part that is not all zero, relative to the x of `begin`.
  struct Row {
    int first = 0;
    std::span<const std::uint8_t> coverage;
  };
  /// The row `y` px under the origin, moved right by `fraction` / 256 px. `begin` columns only.
  Row row(int y, int fraction);

 private:
  std::vector<const PlacedGlyph*> glyphs_;  ///< those that meet the columns, by their top edge
  std::vector<std::uint8_t> gathered_;      ///< one more column at the left than asked for
  std::vector<std::uint8_t> moved_;
  int x_ = 0;
  int width_ = 0;
};

/// Mixes each BGRA pixel with its left neighbour: `source` begins one pixel to the left of `target`.
void shift_pixels(const std::uint8_t* source, std::uint8_t* target, int width, int fraction);

}  // namespace madang
