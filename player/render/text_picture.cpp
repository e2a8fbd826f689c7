// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/text_picture.h"

#include "player/render/blend.h"
#include "player/render/text_mask.h"

namespace madang {
namespace {

std::uint8_t times(unsigned value, unsigned alpha) {
  return blend::by_255(value * alpha);
}

void put_over(std::uint8_t* pixel, const std::uint8_t* source, std::uint8_t alpha) {
  const unsigned rest = 255U - times(source[3], alpha);
  for (int i = 0; i < 4; ++i)
    pixel[i] = static_cast<std::uint8_t>(times(source[i], alpha) + times(pixel[i], rest));
}

}  // namespace

Picture picture_of(const PlacedText& text, Colour colour, const Rect& area) {
  Picture picture{area.size(), std::vector<std::uint8_t>(size_t(area.width) * size_t(area.height) * 4),
                  false};
  const auto at = [&](int x, int y) {
    return picture.pixels.data() + (size_t(y) * size_t(area.width) + size_t(x)) * 4;
  };

  TextMask mask;
  mask.begin(text, area.x, area.width);
  for (int y = 0; y < area.height; ++y) {
    const TextMask::Row row = mask.row(area.y + y, 0);
    std::uint8_t* pixel = at(row.first, y);
    for (const std::uint8_t covered : row.coverage) {
      const std::uint8_t alpha = times(covered, colour.a);
      *pixel++ = times(colour.b, alpha);
      *pixel++ = times(colour.g, alpha);
      *pixel++ = times(colour.r, alpha);
      *pixel++ = alpha;
    }
  }
  for (const PlacedGlyph& glyph : text.glyphs) {
    if (!glyph.image || glyph.image->bgra.empty())
      continue;
    const Size size = glyph.image->size;
    const Rect part = intersect({glyph.x, glyph.y, size.width, size.height}, area);
    for (int y = part.y; y < part.bottom(); ++y) {
      for (int x = part.x; x < part.right(); ++x)
        put_over(
            at(x - area.x, y - area.y),
            glyph.image->bgra.data() + (size_t(y - glyph.y) * size_t(size.width) + size_t(x - glyph.x)) * 4,
            colour.a);
    }
  }
  return picture;
}

}  // namespace madang
