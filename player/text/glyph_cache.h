// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "player/text/face.h"
#include "player/text/lru.h"
#include "player/text/raster.h"

namespace madang {

/// Which picture of a glyph: the same one serves every place with the same fraction of a pixel.
struct GlyphKey {
  std::uint32_t glyph = 0;
  std::int32_t size = 0;  ///< 26.6 px
  FaceId face;
  std::uint8_t quarter = 0;  ///< of a pixel, along the line: 0 to 3
  bool down = false;         ///< the line runs down
  bool turned = false;       ///< 90 degrees clockwise
  friend bool operator==(const GlyphKey&, const GlyphKey&) = default;
};

struct GlyphKeyHash {
  size_t operator()(const GlyphKey& key) const;
};

struct DrawnGlyph {
  std::shared_ptr<const GlyphImage> image;  ///< null where there is nothing to see
  int left = 0;                             ///< px from the origin to the image's left edge
  int top = 0;                              ///< px from the baseline up to its top edge
};

struct GlyphCache::Impl {
  explicit Impl(size_t limit_bytes) : glyphs(limit_bytes) {}
  Lru<GlyphKey, DrawnGlyph, GlyphKeyHash> glyphs;
};

/// FreeType's picture of a glyph, unhinted. A face or glyph that FreeType cannot read gives nothing to see,
/// and one line in the set's problems.
DrawnGlyph draw_glyph(const GlyphKey& key, FontSet::Faces& faces);

}  // namespace madang
