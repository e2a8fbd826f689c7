// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/part_writer.h"

#include <algorithm>
#include <cmath>

namespace madang {
namespace {

/// Edges are rounded, not sizes: neighbours meet without a seam.
int edge(double fraction, int whole) {
  return static_cast<int>(std::lround(std::clamp(fraction, -4.0, 4.0) * whole));
}

Rect to_pixels(const Placement& place, Size viewport) {
  const int left = edge(place.left, viewport.width);
  const int top = edge(place.top, viewport.height);
  return {left, top, edge(place.left + place.width, viewport.width) - left,
          edge(place.top + place.height, viewport.height) - top};
}

double pixel_of(const Placement& place, Size viewport) {
  return std::min(place.pixel_x * viewport.width, place.pixel_y * viewport.height);
}

}  // namespace

TypeArea type_area(const Cue& cue, const Setting& setting) {
  const bool known = setting.screen != nullptr;
  return {to_pixels(cue.place, setting.viewport), pixel_of(cue.place, setting.viewport),
          known ? legible_size(*setting.screen, setting.viewport) : 0};
}

PartWriter::Shift PartWriter::shift_of(const Appearance& appearance, Size viewport) {
  if (!appearance.passage)
    return {};
  const Passage& passage = *appearance.passage;
  const auto way = [](const Passage::Move& move, int whole) {
    return edge(move.to, whole) - edge(move.from, whole);
  };
  const int left = edge(passage.left, viewport.width);
  const int top = edge(passage.top, viewport.height);
  return {way(passage.x, viewport.width), way(passage.y, viewport.height),
          Rect{left, top, std::max(edge(passage.right, viewport.width) - left, 0),
               std::max(edge(passage.bottom, viewport.height) - top, 0)}};
}

PartWriter::PartWriter(const Cue& cue, const Setting& setting, Resources& resources, Part& part)
    : cue_(cue),
      setting_(setting),
      resources_(resources),
      zone_(to_pixels(cue.place, setting.viewport)),
      shift_(shift_of(cue.appearance, setting.viewport)),
      pixel_(pixel_of(cue.place, setting.viewport)),
      part_(part) {
  part_.slot = cue.slot;
  part_.start = cue.start;
  part_.ready = true;
  part_.panel = std::holds_alternative<Panel>(cue.what);
  part_.nodes.clear();
}

LiveView PartWriter::live() const {
  return {setting_.live, cue_.start + cue_.position,
          setting_.site != nullptr ? std::string_view(setting_.site->zone) : "UTC"};
}

void PartWriter::add_text(PlacedTextPtr text, const TextStyle& style, Colour colour) {
  if (!text)
    return;
  const Rect inside = area().inside(style);
  add(TextNode{std::move(text), colour, static_cast<double>(inside.x), static_cast<double>(inside.y)});
}

}  // namespace madang
