// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cairo.h>

#include "content-schema/base/owned.h"
#include "player/media/picture.h"

namespace madang {

using CairoSurface = Owned<cairo_surface_t, cairo_surface_destroy>;
using Cairo = Owned<cairo_t, cairo_destroy>;

/// A picture to draw vectors into: cairo's own picture format is ours (BGRA in memory order on little-endian,
/// premultiplied), so it draws into the very pixels. Starts as nothing at all, every pixel clear, lines with
/// round joins. For those who draw with cairo, and for nobody else's header.
class Canvas {
 public:
  explicit Canvas(Size size);
  /// Drawing does nothing where the size is empty, or beyond what cairo draws (32,767 px a side).
  cairo_t* get() const { return cairo_.get(); }
  /// What was drawn, without a copy; the canvas is spent. An empty picture where the size was none.
  PicturePtr picture() &&;

 private:
  Picture picture_;
  CairoSurface surface_;  // over the pixels of `picture_`, which never move: a vector keeps its buffer
  Cairo cairo_;
};

/// A picture as something to draw from; it must outlive the surface.
CairoSurface surface_of(const Picture& picture);

}  // namespace madang
