// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/coverage.h"

#include <algorithm>
#include <cmath>

namespace madang {
namespace {

struct Extent {
  Rect clip;

  Rect operator()(const FillNode& fill) const { return fill.colour.a == 0 ? Rect{} : clip; }
  Rect operator()(const PictureNode& node) const {
    return !node.picture || node.picture->size.empty() ? Rect{} : intersect(clip, node.place);
  }
  Rect operator()(const VideoNode& node) const {
    return !node.frame || node.frame->size.empty() ? Rect{} : intersect(clip, node.place);
  }
  Rect operator()(const TextNode& node) const {
    if (!node.text || node.text->ink.empty() || node.colour.a == 0)
      return {};
    const TextPlace place = place_text(node);
    const Rect& ink = node.text->ink;
    return intersect(
        clip, {place.x + ink.x, place.y + ink.y, ink.width + (place.fraction > 0 ? 1 : 0), ink.height});
  }
};

struct Opaque {
  bool operator()(const FillNode& fill) const { return fill.colour.a == 255 && fill.radius <= 0; }
  bool operator()(const PictureNode& node) const { return node.picture && node.picture->opaque; }
  bool operator()(const VideoNode& node) const { return node.frame && node.frame->alpha == nullptr; }
  bool operator()(const TextNode&) const { return false; }
};

}  // namespace

Rect drawn_rect(const Node& node, Size screen) {
  if (alpha_of(node.opacity) == 0)
    return {};
  Rect clip = intersect(node.clip, {0, 0, screen.width, screen.height});
  if (node.within)
    clip = intersect(clip, *node.within);
  return clip.empty() ? Rect{} : std::visit(Extent{clip}, node.what);
}

Rect scaled_part(const Rect& clip, const Rect& place, Size screen) {
  Rect part = intersect(clip, place);
  if (part.width > screen.width || part.height > screen.height)
    part = intersect(part, {0, 0, screen.width, screen.height});
  return part;
}

bool covers_all(const Node& node) {
  // Rounded alpha: at 254.5 of 255 the blend already writes the source.
  return alpha_of(node.opacity) == 255 && std::visit(Opaque{}, node.what);
}

std::uint8_t alpha_of(double opacity, std::uint8_t colour_alpha) {
  if (!(opacity > 0))
    return 0;  // also NaN
  return static_cast<std::uint8_t>(std::lround(std::min(opacity, 1.0) * colour_alpha));
}

TextPlace place_text(const TextNode& node) {
  // Far beyond any screen, and still far from the ends of int once a strip's ink is added.
  constexpr double k_far = 1 << 28;
  const double x = std::clamp(std::isfinite(node.x) ? node.x : k_far, -k_far, k_far);
  const double y = std::clamp(std::isfinite(node.y) ? node.y : k_far, -k_far, k_far);
  const long steps = std::lround(std::ldexp(x - std::floor(x), 8));
  TextPlace place{static_cast<int>(std::floor(x)), static_cast<int>(steps), static_cast<int>(std::lround(y))};
  if (place.fraction == 256) {
    place.x += 1;
    place.fraction = 0;
  }
  return place;
}

}  // namespace madang
