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

const InkRuler::Outline& InkRuler::outline_of(FaceId face, std::uint32_t glyph) {
  const auto [known, is_new] = known_.try_emplace(std::uint64_t{face.value} << 32 | glyph);
  hb_glyph_extents_t extents{};
  if (is_new && hb_font_get_glyph_extents(fonts_.faces()[face].font.get(), glyph, &extents) != 0)
    known->second = {extents.x_bearing, extents.y_bearing, extents.width, extents.height};
  return known->second;
}

Rect InkRuler::around(const TextLayout& layout) {
  Rect ink;
  for (const LaidLine& line : layout.lines) {
    for (const LaidGlyph& glyph : line.glyphs) {
      const Outline& outline = outline_of(glyph.face, glyph.glyph);
      if (outline.width == 0 || outline.height == 0)
        continue;
      const double scale = line.size / fonts_.faces()[glyph.face].units;
      // As it is drawn, y downward.
      double left = outline.left * scale, right = left + outline.width * scale;
      double top = -outline.top * scale, bottom = top - outline.height * scale;
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

Rect ink_of(const TextLayout& layout, FontSet& fonts) {
  return InkRuler(fonts).around(layout);
}

}  // namespace madang
