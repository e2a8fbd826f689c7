// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/text_mask.h"

#include <algorithm>
#include <functional>

#include "player/render/blend.h"

namespace madang {
namespace {

/// Both cover the pixel, each as if by chance: 1 - (1 - a)(1 - b). Blending one after the other gives the
/// same.
void join_coverage(std::uint8_t* __restrict to, const std::uint8_t* __restrict from, int count) {
  for (int i = 0; i < count; ++i) {
    const auto product = static_cast<std::uint16_t>((255 - to[i]) * (255 - from[i]) + 128);
    to[i] = static_cast<std::uint8_t>(255 - (static_cast<std::uint16_t>(product + (product >> 8)) >> 8));
  }
}

void shift(const std::uint8_t* __restrict from, std::uint8_t* __restrict to, int count, int step,
           int fraction) {
  const auto left = static_cast<std::uint16_t>(fraction);
  const auto right = static_cast<std::uint16_t>(256 - fraction);
  for (int i = 0; i < count; ++i)
    to[i] = static_cast<std::uint8_t>(
        static_cast<std::uint16_t>(from[i] * left + from[i + step] * right + 128) >> 8);
}

}  // namespace

void TextMask::begin(const PlacedText& text, int x, int width) {
  x_ = x - 1;
  width_ = width;
  glyphs_.clear();
  for (const PlacedGlyph& glyph : text.glyphs) {
    if (!glyph.image || glyph.image->coverage.empty())
      continue;
    if (glyph.x < x + width && glyph.x + glyph.image->size.width > x_)
      glyphs_.push_back(&glyph);
  }
  // Those of one height stay in order by their address; a stable sort would take memory at every refresh.
  std::sort(glyphs_.begin(), glyphs_.end(), [](const PlacedGlyph* a, const PlacedGlyph* b) {
    return a->y != b->y ? a->y < b->y : std::less<>()(a, b);
  });
  gathered_.assign(size_t(width) + 1, 0);
  moved_.resize(size_t(width));
}

TextMask::Row TextMask::row(int y, int fraction) {
  int first = width_ + 1;  // of the gathered row
  int last = 0;
  std::fill(gathered_.begin(), gathered_.end(), std::uint8_t{0});
  for (const PlacedGlyph* glyph : glyphs_) {
    if (glyph->y > y)
      break;
    const GlyphImage& image = *glyph->image;
    if (y >= glyph->y + image.size.height)
      continue;
    const int begin = std::max(glyph->x - x_, 0);
    const int end = std::min(glyph->x - x_ + image.size.width, width_ + 1);
    const std::uint8_t* from = image.coverage.data() + size_t(y - glyph->y) * size_t(image.size.width);
    join_coverage(gathered_.data() + begin, from + (begin - (glyph->x - x_)), end - begin);
    first = std::min(first, begin);
    last = std::max(last, end);
  }
  if (first >= last)
    return {};

  // From columns of the gathered row (one to the left) to those asked for; a shift reaches one further to the
  // right.
  const int from = std::max(first - 1, 0);
  const int to = std::min(last - 1 + (fraction > 0 ? 1 : 0), width_);
  if (from >= to)
    return {};
  const size_t count = size_t(to - from);
  if (fraction == 0)
    return {from, {gathered_.data() + from + 1, count}};
  shift(gathered_.data() + from, moved_.data(), to - from, 1, fraction);
  return {from, {moved_.data(), count}};
}

void shift_pixels(const std::uint8_t* source, std::uint8_t* target, int width, int fraction) {
  shift(source, target, width * 4, 4, fraction);
}

}  // namespace madang
