// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/ink.h"

#include <algorithm>
#include <cmath>

#include "player/text/face.h"

namespace madang {
namespace {

/// Far out nothing is seen, and whole pixels stay far from overflowing.
int pixel(double position) {
  constexpr double k_farthest = 1e7;
  return static_cast<int>(std::clamp(position, -k_farthest, k_farthest));
}

}  // namespace

Rect ink_of(const TextLayout& layout, FontSet& fonts) {
  const FontSet::Faces& faces = fonts.faces();
  Rect ink;
  for (const LaidLine& line : layout.lines) {
    for (const LaidGlyph& glyph : line.glyphs) {
      const Face& face = faces[glyph.face];
      hb_glyph_extents_t extents{};
      if (!hb_font_get_glyph_extents(face.font.get(), glyph.glyph, &extents) || extents.width == 0 ||
          extents.height == 0)
        continue;
      const double scale = layout.size / face.units;
      // Of the glyph as it is drawn, y downward; HarfBuzz gives the top, and a height below zero.
      double left = extents.x_bearing * scale, right = left + extents.width * scale;
      double top = -extents.y_bearing * scale, bottom = top - extents.height * scale;
      if (glyph.turned) {
        const double up = -top, down = -bottom;
        top = left;
        bottom = right;
        left = down;
        right = up;
      }
      const int x = pixel(std::floor(glyph.x + left)), y = pixel(std::floor(glyph.y + top));
      ink = unite(ink, {x, y, pixel(std::ceil(glyph.x + right)) - x, pixel(std::ceil(glyph.y + bottom)) - y});
    }
  }
  return ink;
}

}  // namespace madang
