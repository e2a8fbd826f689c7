// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

namespace madang {

/// Whole pixels. Never negative where a document says it.
struct Size {
  int width = 0;
  int height = 0;

  bool empty() const { return width <= 0 || height <= 0; }
  friend bool operator==(const Size&, const Size&) = default;
};

/// Whole pixels, origin at the top left, y downward.
struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  bool empty() const { return width <= 0 || height <= 0; }
  int right() const { return x + width; }
  int bottom() const { return y + height; }
  Size size() const { return {width, height}; }
  friend bool operator==(const Rect&, const Rect&) = default;
};

/// The common part; empty where there is none.
Rect intersect(const Rect& a, const Rect& b);
/// The smallest rectangle around both; an empty one adds nothing.
Rect unite(const Rect& a, const Rect& b);

/// A distance on a canvas: pixels of the canvas, or per cent of what it lies in.
struct Length {
  enum class Unit { pixels, percent };

  double value = 0;
  Unit unit = Unit::pixels;

  /// In pixels of a parent that is `whole` px long, where one canvas pixel is `scale` px of it.
  double resolve(double whole, double scale) const {
    return unit == Unit::percent ? whole * value / 100.0 : value * scale;
  }
  friend bool operator==(const Length&, const Length&) = default;
};

/// The rectangle of `content`'s shape, centred in `box`: all of it seen (contain) or all of the box
/// covered (cover). An empty content gives an empty rectangle.
Rect contain(Size content, const Rect& box);
Rect cover(Size content, const Rect& box);

}  // namespace madang
