// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>

#include "player/text/layout.h"
#include "player/text/placed_text.h"

namespace madang {

/// Glyphs as pixels, kept by face, glyph, size and subpixel position; bounded in bytes, oldest out first
/// (what a PlacedText still holds lives on). Bound to one thread at a time.
class GlyphCache {
 public:
  explicit GlyphCache(size_t limit_bytes = size_t{64} << 20);
  GlyphCache(GlyphCache&&) noexcept;
  GlyphCache& operator=(GlyphCache&&) noexcept;
  ~GlyphCache();

  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Layout to pixels: FreeType, unhinted, quarter-pixel positions along the line, which may run down; emoji
/// strikes scaled with filtering.
PlacedTextPtr rasterise(const TextLayout& layout, FontSet& fonts, GlyphCache& cache);

}  // namespace madang
