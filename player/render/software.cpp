// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/software.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "player/render/blend.h"
#include "player/render/corners.h"
#include "player/render/coverage.h"
#include "player/render/picture_cache.h"
#include "player/render/text_mask.h"
#include "player/render/yuv.h"

namespace madang {

/// Paints one node at a time into an area of the canvas; the caches and scratch rows live here.
class SoftwareRenderer::Painter {
 public:
  void begin(Canvas canvas) { canvas_ = canvas; }
  void clear(const Rect& area);
  void paint(const Node& node, const Rect& area);

 private:
  std::uint8_t* at(int x, int y) const {
    return canvas_.pixels + std::ptrdiff_t{y} * canvas_.stride + std::ptrdiff_t{x} * 4;
  }

  void fill(const FillNode& node, const Rect& box, std::uint8_t alpha, const Rect& area);
  void fill_corners(const FillNode& node, const Rect& box, const CornerMask& mask, std::uint8_t alpha, int y,
                    const Rect& area);
  void picture(const PictureNode& node, const Rect& shown, std::uint8_t alpha, const Rect& area);
  void video(const VideoNode& node, std::uint8_t alpha, const Rect& area);
  void text(const TextNode& node, double opacity, const Rect& area);
  void colour_glyph(const PlacedGlyph& glyph, const TextPlace& place, std::uint8_t alpha, const Rect& area);

  Canvas canvas_;
  PictureCache pictures_;
  ScaledFrames frames_;
  TextMask mask_;
  std::vector<std::uint8_t> rows_;  ///< converted video that still has to be blended or moved by one pixel
  std::vector<std::uint8_t> glyph_row_;
  std::vector<std::uint8_t> corner_row_;
};

void SoftwareRenderer::Painter::clear(const Rect& area) {
  for (int y = area.y; y < area.bottom(); ++y)
    blend::colour_row(at(area.x, y), area.width, Colour{0, 0, 0, 255}, 255);
}

void SoftwareRenderer::Painter::paint(const Node& node, const Rect& damage) {
  const Rect area = intersect(drawn_rect(node, canvas_.size), damage);
  if (area.empty())
    return;
  if (const auto* what = std::get_if<FillNode>(&node.what))
    fill(*what, node.clip, alpha_of(node.opacity, what->colour.a), area);
  else if (const auto* still = std::get_if<PictureNode>(&node.what))
    picture(*still, scaled_part(node.clip, still->place, canvas_.size), alpha_of(node.opacity), area);
  else if (const auto* frame = std::get_if<VideoNode>(&node.what))
    video(*frame, alpha_of(node.opacity), area);
  else
    text(std::get<TextNode>(node.what), node.opacity, area);
}

void SoftwareRenderer::Painter::fill(const FillNode& node, const Rect& box, std::uint8_t alpha,
                                     const Rect& area) {
  const CornerMask mask = corner_mask(node.radius, box.size());
  for (int y = area.y; y < area.bottom(); ++y) {
    if (mask.side > 0 && (y < box.y + mask.side || y >= box.bottom() - mask.side))
      fill_corners(node, box, mask, alpha, y, area);
    else
      blend::colour_row(at(area.x, y), area.width, node.colour, alpha);
  }
}

void SoftwareRenderer::Painter::fill_corners(const FillNode& node, const Rect& box, const CornerMask& mask,
                                             std::uint8_t alpha, int y, const Rect& area) {
  const int side = mask.side;
  const int mask_y = y < box.y + side ? y - box.y : box.bottom() - 1 - y;
  const std::uint8_t* edge = mask.coverage.data() + size_t(mask_y) * size_t(side);
  corner_row_.assign(edge, edge + side);
  corner_row_.resize(size_t(side) * 2);
  std::reverse_copy(corner_row_.begin(), corner_row_.begin() + side, corner_row_.begin() + side);

  const auto through_mask = [&](int left, const std::uint8_t* coverage) {
    const int from = std::max(left, area.x);
    const int to = std::min(left + side, area.right());
    if (from < to)
      blend::mask_row(at(from, y), coverage + (from - left), to - from, node.colour, alpha);
  };
  through_mask(box.x, corner_row_.data());
  through_mask(box.right() - side, corner_row_.data() + side);
  const int from = std::max(box.x + side, area.x);
  const int to = std::min(box.right() - side, area.right());
  if (from < to)
    blend::colour_row(at(from, y), to - from, node.colour, alpha);
}

void SoftwareRenderer::Painter::picture(const PictureNode& node, const Rect& shown, std::uint8_t alpha,
                                        const Rect& area) {
  // Scaled is what the node shows of it, whatever part of that is damaged now: the next damage finds it in
  // the cache.
  const Rect crop{shown.x - node.place.x, shown.y - node.place.y, shown.width, shown.height};
  const PictureCache::Pixels pixels = pictures_.get(node.picture, node.place.size(), crop);
  for (int y = area.y; y < area.bottom(); ++y) {
    const std::uint8_t* row =
        pixels.data + std::ptrdiff_t{y - shown.y} * pixels.stride + std::ptrdiff_t{area.x - shown.x} * 4;
    if (node.picture->opaque)
      blend::opaque_row(at(area.x, y), row, area.width, alpha);
    else
      blend::premultiplied_row(at(area.x, y), row, area.width, alpha);
  }
}

void SoftwareRenderer::Painter::video(const VideoNode& node, std::uint8_t alpha, const Rect& area) {
  const VideoFrame& frame = *node.frame;
  const Planes planes = frames_.get(node.frame, node.place.size());
  const Rect part{area.x - node.place.x, area.y - node.place.y, area.width, area.height};
  const bool opaque = planes.alpha == nullptr;
  if (opaque && alpha == 255 && part.x % 2 == 0 && part.y % 2 == 0) {
    convert_yuv(planes, part, frame.matrix, frame.range, at(area.x, area.y), canvas_.stride);
    return;
  }
  // Two rows at a time stay in the cache between being converted and being blended.
  const int left = part.x - part.x % 2;
  const int stride = (part.right() - left) * 4;
  rows_.resize(size_t(stride) * 2);
  for (int y = part.y - part.y % 2; y < part.bottom(); y += 2) {
    const int count = std::min(2, part.bottom() - y);
    convert_yuv(planes, {left, y, part.right() - left, count}, frame.matrix, frame.range, rows_.data(),
                stride);
    for (int i = 0; i < count; ++i) {
      if (y + i < part.y)
        continue;
      const std::uint8_t* row = rows_.data() + std::ptrdiff_t{i} * stride + std::ptrdiff_t{part.x - left} * 4;
      if (opaque)
        blend::opaque_row(at(area.x, node.place.y + y + i), row, area.width, alpha);
      else
        blend::premultiplied_row(at(area.x, node.place.y + y + i), row, area.width, alpha);
    }
  }
}

void SoftwareRenderer::Painter::text(const TextNode& node, double opacity, const Rect& area) {
  const TextPlace place = place_text(node);
  const std::uint8_t alpha = alpha_of(opacity, node.colour.a);
  mask_.begin(*node.text, area.x - place.x, area.width);
  for (int y = area.y; y < area.bottom(); ++y) {
    const TextMask::Row row = mask_.row(y - place.y, place.fraction);
    if (!row.coverage.empty())
      blend::mask_row(at(area.x + row.first, y), row.coverage.data(), static_cast<int>(row.coverage.size()),
                      node.colour, alpha);
  }
  for (const PlacedGlyph& glyph : node.text->glyphs) {
    if (glyph.image && !glyph.image->bgra.empty())
      colour_glyph(glyph, place, alpha, area);
  }
}

void SoftwareRenderer::Painter::colour_glyph(const PlacedGlyph& glyph, const TextPlace& place,
                                             std::uint8_t alpha, const Rect& area) {
  const Size size = glyph.image->size;
  const Rect box{place.x + glyph.x, place.y + glyph.y, size.width + (place.fraction > 0 ? 1 : 0),
                 size.height};
  const Rect part = intersect(box, area);
  if (part.empty())
    return;
  // A transparent pixel on either side for the shift to mix with.
  glyph_row_.assign(size_t(size.width + 2) * 4, 0);
  std::vector<std::uint8_t>& moved = rows_;
  moved.resize(std::max(moved.size(), size_t(size.width + 1) * 4));
  for (int y = part.y; y < part.bottom(); ++y) {
    const std::uint8_t* row = glyph.image->bgra.data() + size_t(y - box.y) * size_t(size.width) * 4;
    if (place.fraction > 0) {
      std::copy_n(row, size_t(size.width) * 4, glyph_row_.begin() + 4);
      shift_pixels(glyph_row_.data(), moved.data(), size.width + 1, place.fraction);
      row = moved.data();
    }
    blend::premultiplied_row(at(part.x, y), row + std::ptrdiff_t{part.x - box.x} * 4, part.width, alpha);
  }
}

SoftwareRenderer::SoftwareRenderer() : painter_(std::make_unique<Painter>()) {}
SoftwareRenderer::SoftwareRenderer(SoftwareRenderer&&) noexcept = default;
SoftwareRenderer& SoftwareRenderer::operator=(SoftwareRenderer&&) noexcept = default;
SoftwareRenderer::~SoftwareRenderer() = default;

void SoftwareRenderer::draw(const DrawList& list, Canvas canvas) {
  canvas.size = {std::min(canvas.size.width, list.size.width),
                 std::min(canvas.size.height, list.size.height)};
  const Rect bounds{0, 0, canvas.size.width, canvas.size.height};
  painter_->begin(canvas);
  for (const Rect& damage : list.damage) {
    const Rect area = intersect(damage, bounds);
    if (area.empty())
      continue;
    // What lies below the last command that hides the whole area need not be drawn, nor need the area be
    // cleared.
    auto first = list.commands.begin();
    bool covered = false;
    for (auto command = list.commands.begin(); command != list.commands.end(); ++command) {
      if (covers_all(*command) && contains(drawn_rect(*command, canvas.size), area)) {
        first = command;
        covered = true;
      }
    }
    if (!covered)
      painter_->clear(area);
    for (auto command = first; command != list.commands.end(); ++command)
      painter_->paint(*command, area);
  }
}

}  // namespace madang
