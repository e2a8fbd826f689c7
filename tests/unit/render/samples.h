// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "content-schema/model/rotation.h"
#include "player/render/software.h"
#include "player/scene/scene.h"

namespace madang::test {

/// A canvas that owns its pixels, grey (not black) at first so that what was not drawn shows.
struct Image {
  explicit Image(Size size_) : size(size_), pixels(size_t(size_.width) * size_t(size_.height) * 4, 0x55) {}
  Canvas canvas() { return {pixels.data(), size.width * 4, size}; }
  /// Blue, green and red.
  const std::uint8_t* at(int x, int y) const {
    return pixels.data() + (size_t(y) * size_t(size.width) + size_t(x)) * 4;
  }
  Colour colour(int x, int y) const { return {at(x, y)[2], at(x, y)[1], at(x, y)[0], 255}; }

  Size size;
  std::vector<std::uint8_t> pixels;
};

/// What hangs on the wall when the picture was turned clockwise, pixel by pixel: a row from the top is a
/// column from the right.
Image turned_slowly(const Image& image, Rotation rotation);

/// The greatest difference of any channel of any pixel.
int difference(const Image& a, const Image& b);

Node fill(Rect clip, Colour colour, double opacity = 1, double radius = 0);
Node picture(PicturePtr picture, Rect place, double opacity = 1);
Node video(FramePtr frame, Rect place, double opacity = 1);
Node text(PlacedTextPtr text, double x, double y, Rect clip, Colour colour = {255, 255, 255, 255},
          double opacity = 1);

PicturePtr plain_picture(Size size, Colour colour);  ///< straight alpha in, premultiplied inside
FramePtr plain_frame(Size size, std::uint8_t y, std::uint8_t u, std::uint8_t v,
                     ColourMatrix matrix = ColourMatrix::bt709, ColourRange range = ColourRange::limited);

using Random = std::mt19937;
int pick(Random& random, int from, int to);  ///< both ends included
PicturePtr random_picture(Random& random, Size size, bool opaque);
FramePtr random_frame(Random& random, Size size, ColourMatrix matrix, ColourRange range);
PlacedTextPtr random_text(Random& random);
/// A few nodes of every kind in and around the screen; pictures and videos at their own size unless `scaled`.
Scene random_scene(Random& random, Size size, bool scaled);

}  // namespace madang::test
