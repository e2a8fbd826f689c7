// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/canvas.h"

namespace madang {
namespace {

constexpr int k_most_side = 32'767;  // cairo's coordinates are 24.8 fixed point, its pictures 16 bits a side

bool fits(Size size) {
  return !size.empty() && size.width <= k_most_side && size.height <= k_most_side;
}

}  // namespace

Canvas::Canvas(Size size) {
  picture_.opaque = false;
  if (!fits(size))
    size = {};
  picture_.size = size;
  picture_.pixels.resize(static_cast<std::size_t>(picture_.stride()) * static_cast<std::size_t>(size.height));
  surface_.reset(cairo_image_surface_create_for_data(picture_.pixels.data(), CAIRO_FORMAT_ARGB32, size.width,
                                                     size.height, picture_.stride()));
  cairo_.reset(cairo_create(surface_.get()));
  cairo_set_line_join(cairo_.get(), CAIRO_LINE_JOIN_ROUND);
}

PicturePtr Canvas::picture() && {
  cairo_.reset();
  cairo_surface_flush(surface_.get());
  surface_.reset();
  return std::make_shared<const Picture>(std::move(picture_));
}

CairoSurface surface_of(const Picture& picture) {
  // cairo only reads it, but takes no constant.
  return CairoSurface(cairo_image_surface_create_for_data(const_cast<unsigned char*>(picture.pixels.data()),
                                                          CAIRO_FORMAT_ARGB32, picture.size.width,
                                                          picture.size.height, picture.stride()));
}

}  // namespace madang
