// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>

#include "player/scene/scene.h"

namespace madang {

/// The pixels of the screen that a node can touch: its clip, what it draws, and the screen in common. Text:
/// its ink at its place.
Rect drawn_rect(const Node& node, Size screen);

/// The part of a picture scaled to `place` that is worth making, in px of the screen: all that `clip` shows
/// of it, and not only what is on the screen at the moment, so that a picture that slides is scaled once.
/// Never more than a screen full.
Rect scaled_part(const Rect& clip, const Rect& place, Size screen);

/// A node that hides all below it on every pixel of its `drawn_rect`.
bool covers_all(const Node& node);

/// Opacity and colour alpha as the 8 bits that every back end blends with.
std::uint8_t alpha_of(double opacity, std::uint8_t colour_alpha = 255);

/// Where a text at `x` puts its columns: whole pixels, and a fraction (in 1/256) that moves it to the right
/// by mixing neighbours, so that a ticker glides. Rows always fall on whole pixels: lines stay crisp, and
/// nothing moves up or down.
struct TextPlace {
  int x = 0;
  int fraction = 0;  ///< 0 to 255
  int y = 0;
};
TextPlace place_text(const TextNode& node);

inline bool contains(const Rect& outer, const Rect& inner) {
  return outer.x <= inner.x && outer.y <= inner.y && outer.right() >= inner.right() &&
         outer.bottom() >= inner.bottom();
}

}  // namespace madang
