// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/glyph_cache.h"

#include FT_OUTLINE_H

#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include "player/text/scale_bitmap.h"

namespace madang {
namespace {

// A colour strike enlarged beyond this would only cost memory.
constexpr int k_largest_emoji = 2048;

void report(Face& face, FontSet::Faces& faces) {
  if (std::exchange(face.drawing_failed, true))
    return;
  faces.problems.push_back(
      say("글꼴 파일 {0}이(가) 손상되어 그릴 수 없는 글자가 있습니다. 글꼴 패키지를 다시 설치해 주십시오.",
          "the font file {0} is damaged: some of its letters cannot be drawn. Install its package again",
          face.name));
}

/// Null where FreeType cannot read what HarfBuzz could.
FT_Face drawing_face(Face& face, FontSet::Faces& faces) {
  if (face.drawing || face.drawing_failed)
    return face.drawing.get();
  FT_Face opened = nullptr;
  const auto* data = reinterpret_cast<const FT_Byte*>(face.bytes.data());
  if (FT_New_Memory_Face(faces.library.get(), data, static_cast<FT_Long>(face.bytes.size()), face.index,
                         &opened) != 0)
    report(face, faces);
  face.drawing.reset(opened);
  return opened;
}

/// Nothing where FreeType cannot read the glyph; an empty one where there is nothing to see.
std::optional<DrawnGlyph> draw_outline(FT_Face face, const GlyphKey& key) {
  if (FT_Load_Glyph(face, key.glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0)
    return std::nullopt;
  FT_GlyphSlot slot = face->glyph;
  if (slot->format != FT_GLYPH_FORMAT_OUTLINE)
    return DrawnGlyph{};
  if (key.turned) {
    const FT_Matrix clockwise{0, 0x10000, -0x10000, 0};
    FT_Outline_Transform(&slot->outline, &clockwise);
  }
  const FT_Pos shift = FT_Pos{key.quarter} * 16;
  FT_Outline_Translate(&slot->outline, key.down ? 0 : shift, key.down ? -shift : 0);
  if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0)
    return std::nullopt;
  const FT_Bitmap& bitmap = slot->bitmap;
  if (bitmap.width == 0 || bitmap.rows == 0 || bitmap.pixel_mode != FT_PIXEL_MODE_GRAY || bitmap.pitch < 0)
    return DrawnGlyph{};
  auto image = std::make_shared<GlyphImage>();
  image->size = {static_cast<int>(bitmap.width), static_cast<int>(bitmap.rows)};
  image->coverage.resize(static_cast<size_t>(bitmap.width) * bitmap.rows);
  for (size_t y = 0; y < bitmap.rows; ++y) {
    std::memcpy(&image->coverage[y * bitmap.width], bitmap.buffer + y * static_cast<size_t>(bitmap.pitch),
                bitmap.width);
  }
  return DrawnGlyph{std::move(image), slot->bitmap_left, slot->bitmap_top};
}

/// CBDT: the one strike there is (136 px wide in Noto Color Emoji), scaled.
std::optional<DrawnGlyph> draw_strike(FT_Face face, const GlyphKey& key) {
  if (FT_Select_Size(face, 0) != 0 || FT_Load_Glyph(face, key.glyph, FT_LOAD_COLOR) != 0)
    return std::nullopt;
  const FT_GlyphSlot slot = face->glyph;
  const FT_Bitmap& bitmap = slot->bitmap;
  if (bitmap.width == 0 || bitmap.rows == 0 || bitmap.pixel_mode != FT_PIXEL_MODE_BGRA || bitmap.pitch < 0)
    return DrawnGlyph{};
  const double scale = (key.size / 64.0) / std::max<int>(face->size->metrics.y_ppem, 1);
  const auto scaled = [&](double length) {
    return std::clamp(static_cast<int>(std::lround(length * scale)), 1, k_largest_emoji);
  };
  auto image = std::make_shared<GlyphImage>();
  image->size = {scaled(bitmap.width), scaled(bitmap.rows)};
  const Size from{static_cast<int>(bitmap.width), static_cast<int>(bitmap.rows)};
  image->bgra = scale_bgra({bitmap.buffer, static_cast<size_t>(bitmap.pitch) * bitmap.rows}, from,
                           bitmap.pitch, image->size);
  return DrawnGlyph{std::move(image), static_cast<int>(std::lround(slot->bitmap_left * scale)),
                    static_cast<int>(std::lround(slot->bitmap_top * scale))};
}

}  // namespace

size_t GlyphKeyHash::operator()(const GlyphKey& key) const {
  const std::uint64_t low = (std::uint64_t{key.glyph} << 32) | static_cast<std::uint32_t>(key.size);
  const std::uint64_t stance = (key.down ? 8U : 0U) | (key.turned ? 4U : 0U) | key.quarter;
  const std::uint64_t high = (std::uint64_t{key.face.value} << 8) | stance;
  std::uint64_t mixed =
      (low ^ (high * 0x9E3779B97F4A7C15u)) * 0xBF58476D1CE4E5B9u;  // SplitMix64's multipliers
  mixed ^= mixed >> 29;
  return static_cast<size_t>(mixed);
}

DrawnGlyph draw_glyph(const GlyphKey& key, FontSet::Faces& faces) {
  Face& face = faces[key.face];
  FT_Face drawing = drawing_face(face, faces);
  if (drawing == nullptr)
    return {};
  const auto or_report = [&](std::optional<DrawnGlyph> drawn) {
    if (!drawn)
      report(face, faces);
    return std::move(drawn).value_or(DrawnGlyph{});
  };
  if (!FT_IS_SCALABLE(drawing))
    return FT_HAS_FIXED_SIZES(drawing) ? or_report(draw_strike(drawing, key)) : DrawnGlyph{};
  if (face.drawing_size != key.size) {
    // 72 dpi makes a point a pixel.
    if (FT_Set_Char_Size(drawing, key.size, key.size, 72, 72) != 0)
      return {};
    face.drawing_size = key.size;
  }
  return or_report(draw_outline(drawing, key));
}

}  // namespace madang
