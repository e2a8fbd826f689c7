// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/raster.h"

#include <cmath>

#include "player/text/glyph_cache.h"

namespace madang {
namespace {

// Farther out nothing is ever seen, and whole pixels stay far from overflowing.
constexpr double k_farthest = 1e7;

size_t cost_of(const DrawnGlyph& glyph) {
  constexpr size_t k_bookkeeping = 128;
  return k_bookkeeping + (glyph.image ? glyph.image->coverage.size() + glyph.image->bgra.size() : 0);
}

const DrawnGlyph& cached(const GlyphKey& key, FontSet::Faces& faces, GlyphCache::Impl& cache) {
  if (const auto* known = cache.glyphs.find(key))
    return *known;
  DrawnGlyph drawn = draw_glyph(key, faces);
  const size_t cost = cost_of(drawn);
  return cache.glyphs.put(key, std::move(drawn), cost);
}

}  // namespace

GlyphCache::GlyphCache(size_t limit_bytes) : impl_(std::make_unique<Impl>(limit_bytes)) {}
GlyphCache::GlyphCache(GlyphCache&&) noexcept = default;
GlyphCache& GlyphCache::operator=(GlyphCache&&) noexcept = default;
GlyphCache::~GlyphCache() = default;

PlacedTextPtr rasterise(const TextLayout& layout, FontSet& fonts, GlyphCache& cache) {
  auto text = std::make_shared<PlacedText>();
  text->box = layout.box;
  text->size = layout.size;
  text->cuts_words = layout.cuts_words;
  FontSet::Faces& faces = fonts.faces();
  const bool down = layout.writing == Writing::vertical;
  for (const auto& line : layout.lines) {
    const auto size = static_cast<std::int32_t>(std::lround(line.size * 64));
    for (const auto& glyph : line.glyphs) {
      if (std::abs(glyph.x) > k_farthest || std::abs(glyph.y) > k_farthest)
        continue;
      const double along = down ? glyph.y : glyph.x;
      const double across = down ? glyph.x : glyph.y;
      const double quarters = std::round(along * 4);
      const double whole = std::floor(quarters / 4);
      const bool colour = std::find(faces.emoji.begin(), faces.emoji.end(), glyph.face) != faces.emoji.end();
      const auto quarter = static_cast<std::uint8_t>(colour ? 0 : quarters - whole * 4);
      const GlyphKey key{glyph.glyph, size, glyph.face, quarter, down, glyph.turned};
      const DrawnGlyph& drawn = cached(key, faces, cache.impl());
      if (!drawn.image)
        continue;
      const int pixel_along = static_cast<int>(colour ? std::lround(along) : std::lround(whole));
      const int pixel_across = static_cast<int>(std::lround(across));
      const int x = (down ? pixel_across : pixel_along) + drawn.left;
      const int y = (down ? pixel_along : pixel_across) - drawn.top;
      text->ink = unite(text->ink, {x, y, drawn.image->size.width, drawn.image->size.height});
      text->glyphs.push_back({drawn.image, x, y});
    }
  }
  return text;
}

}  // namespace madang
