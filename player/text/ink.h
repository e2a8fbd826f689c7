// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <unordered_map>

#include "content-schema/model/geometry.h"
#include "player/text/layout.h"

namespace madang {

/// Tells what will be seen of texts from the fonts' outlines, without drawing. Remembers each glyph's outline
/// that it has read. Bound to one thread.
class InkRuler {
 public:
  explicit InkRuler(FontSet& fonts) : fonts_(fonts) {}

  /// Around all that the glyphs of a layout will draw, px of its box; empty where there is nothing to see.
  /// Within a pixel of PlacedText::ink. What reaches out of the box (marks stacked high, swashes) may be cut
  /// off by its zone or touch a neighbour.
  Rect around(const TextLayout& layout);

 private:
  /// Font units, y upward, the height below zero, as HarfBuzz has them.
  struct Outline {
    int left = 0, top = 0, width = 0, height = 0;
  };
  const Outline& outline_of(FaceId face, std::uint32_t glyph);

  FontSet& fonts_;
  std::unordered_map<std::uint64_t, Outline> known_;
};

/// The same for one layout.
Rect ink_of(const TextLayout& layout, FontSet& fonts);

}  // namespace madang
