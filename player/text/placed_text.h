// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "content-schema/model/geometry.h"

namespace madang {

/// One glyph as pixels: either coverage (8 bits, to be filled with the text's colour) or, for emoji, colour
/// (BGRA, alpha premultiplied). Immutable once shared; the glyph cache and every page using it own it.
struct GlyphImage {
  Size size;
  std::vector<std::uint8_t> coverage;  ///< size.width * size.height bytes; empty for a colour glyph
  std::vector<std::uint8_t> bgra;      ///< size.width * size.height * 4 bytes; empty for a coverage glyph
};

struct PlacedGlyph {
  std::shared_ptr<const GlyphImage> image;
  int x = 0;  ///< of the image's left edge, px from the text's origin
  int y = 0;  ///< of its top edge, px downward
};

/// A text that is laid out and rasterised: ready to draw at any place, any number of times. Immutable.
struct PlacedText {
  Size box;         ///< that it was laid out in, px; for a ticker strip its natural size
  double size = 0;  ///< em, px: what fit chose
  Rect ink;         ///< around all pixels; may leave the box (then the layout reported it)
  std::vector<PlacedGlyph> glyphs;
  bool cuts_words = false;  ///< a word was longer than a line
};

using PlacedTextPtr = std::shared_ptr<const PlacedText>;

}  // namespace madang
