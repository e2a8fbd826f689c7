// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/unit/render/reference.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace madang::test {
namespace {

/// Colour premultiplied by its alpha, 0 to 1 each, blue first.
struct Paint {
  std::array<double, 3> bgr{};
  double alpha = 0;
};

Paint paint_of(Colour colour, double alpha) {
  return {{colour.b / 255.0 * alpha, colour.g / 255.0 * alpha, colour.r / 255.0 * alpha}, alpha};
}

Paint over(Paint top, const Paint& under) {
  for (size_t i = 0; i < 3; ++i)
    top.bgr[i] += under.bgr[i] * (1 - top.alpha);
  top.alpha += under.alpha * (1 - top.alpha);
  return top;
}

Paint premultiplied(const std::uint8_t* pixel) {
  return {{pixel[0] / 255.0, pixel[1] / 255.0, pixel[2] / 255.0}, pixel[3] / 255.0};
}

struct PaintAt {
  Rect clip;
  int x;
  int y;
  double opacity;

  Paint faded(Paint paint) const {
    for (double& value : paint.bgr)
      value *= opacity;
    paint.alpha *= opacity;
    return paint;
  }
  Paint operator()(const FillNode& node) const {
    const double radius = std::min(node.radius, std::min(clip.width, clip.height) / 2.0);
    const double from_left = std::min(x + 0.5 - clip.x, clip.right() - x - 0.5);
    const double from_top = std::min(y + 0.5 - clip.y, clip.bottom() - y - 0.5);
    double covered = 1;
    if (from_left < radius && from_top < radius)
      covered = std::clamp(radius - std::hypot(radius - from_left, radius - from_top) + 0.5, 0.0, 1.0);
    return paint_of(node.colour, covered * node.colour.a / 255.0 * opacity);
  }
  Paint operator()(const PictureNode& node) const {
    if (intersect(node.place, {x, y, 1, 1}).empty())
      return {};
    const int index = (y - node.place.y) * node.picture->size.width + x - node.place.x;
    return faded(premultiplied(node.picture->pixels.data() + index * 4));
  }
  Paint operator()(const VideoNode& node) const {
    if (intersect(node.place, {x, y, 1, 1}).empty())
      return {};
    const VideoFrame& frame = *node.frame;
    const int fx = x - node.place.x;
    const int fy = y - node.place.y;
    const bool full = frame.range == ColourRange::full;
    const double luma = frame.planes[0][fy * frame.strides[0] + fx];
    const double cb = (frame.planes[1][fy / 2 * frame.strides[1] + fx / 2] - 128) / (full ? 255.0 : 224.0);
    const double cr = (frame.planes[2][fy / 2 * frame.strides[2] + fx / 2] - 128) / (full ? 255.0 : 224.0);
    const double light = full ? luma / 255 : (luma - 16) / 219;
    // ITU-R BT.601-7 2.5.1, BT.709-6 3.2, BT.2020-2 table 4.
    const double kr = std::array{0.299, 0.2126, 0.2627}[size_t(frame.matrix)];
    const double kb = std::array{0.114, 0.0722, 0.0593}[size_t(frame.matrix)];
    const double red = light + 2 * (1 - kr) * cr;
    const double blue = light + 2 * (1 - kb) * cb;
    const double green = (light - kr * red - kb * blue) / (1 - kr - kb);
    const double alpha = frame.alpha != nullptr ? frame.alpha[fy * frame.alpha_stride + fx] / 255.0 : 1;
    return faded({{std::clamp(blue, 0.0, 1.0) * alpha, std::clamp(green, 0.0, 1.0) * alpha,
                   std::clamp(red, 0.0, 1.0) * alpha},
                  alpha});
  }
  Paint operator()(const TextNode& node) const {
    const double fraction = std::lround((node.x - std::floor(node.x)) * 256) / 256.0;
    const int column = x - static_cast<int>(std::floor(node.x));
    const int row = y - static_cast<int>(std::lround(node.y));
    return emoji(*node.text, column, row, fraction, mask(node, column, row, fraction));
  }

  Paint mask(const TextNode& node, int column, int row, double fraction) const {
    const double covered =
        coverage(*node.text, column, row) * (1 - fraction) + coverage(*node.text, column - 1, row) * fraction;
    return paint_of(node.colour, covered * node.colour.a / 255.0 * opacity);
  }
  static double coverage(const PlacedText& text, int column, int row) {
    double bare = 1;
    for (const PlacedGlyph& glyph : text.glyphs) {
      const Size size = glyph.image->size;
      if (!glyph.image->coverage.empty() &&
          !intersect({glyph.x, glyph.y, size.width, size.height}, {column, row, 1, 1}).empty())
        bare *= 1 - glyph.image->coverage[size_t((row - glyph.y) * size.width + column - glyph.x)] / 255.0;
    }
    return 1 - bare;
  }
  /// Letters are one shape that fades as a whole; each emoji lies over them for itself.
  Paint emoji(const PlacedText& text, int column, int row, double fraction, Paint all) const {
    for (const PlacedGlyph& glyph : text.glyphs) {
      const auto pixel = [&](int at) -> Paint {
        const Size size = glyph.image->size;
        if (glyph.image->bgra.empty() ||
            intersect({glyph.x, glyph.y, size.width, size.height}, {at, row, 1, 1}).empty())
          return {};
        return premultiplied(glyph.image->bgra.data() + ((row - glyph.y) * size.width + at - glyph.x) * 4);
      };
      const Paint right = pixel(column);
      const Paint left = pixel(column - 1);
      Paint mixed;
      for (size_t i = 0; i < 3; ++i)
        mixed.bgr[i] = right.bgr[i] * (1 - fraction) + left.bgr[i] * fraction;
      mixed.alpha = right.alpha * (1 - fraction) + left.alpha * fraction;
      mixed = faded(mixed);
      all = over(mixed, all);
    }
    return all;
  }
};

}  // namespace

void draw_slowly(const Scene& scene, Image& image) {
  std::fill(image.pixels.begin(), image.pixels.end(), std::uint8_t{0});
  for (const Node& node : scene.nodes) {
    const Rect screen{0, 0, image.size.width, image.size.height};
    const Rect area = intersect(intersect(node.clip, screen), node.within.value_or(screen));
    for (int y = area.y; y < area.bottom(); ++y) {
      for (int x = area.x; x < area.right(); ++x) {
        const Paint paint = std::visit(PaintAt{node.clip, x, y, node.opacity}, node.what);
        std::uint8_t* pixel = image.canvas().pixels + (y * image.size.width + x) * 4;
        for (size_t i = 0; i < 3; ++i) {
          const double under = pixel[i] * (1 - paint.alpha);
          pixel[i] = static_cast<std::uint8_t>(std::clamp(std::lround(paint.bgr[i] * 255 + under), 0L, 255L));
        }
      }
    }
  }
}

}  // namespace madang::test
