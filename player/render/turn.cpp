// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/turn.h"

#include <libyuv.h>

#include <algorithm>
#include <cstddef>

namespace madang {
namespace {

/// Where rows become columns: a square of this side is 16 KB on either side of the copy, and stays in the
/// cache while it is read along its columns and written along its rows.
constexpr int k_tile = 64;

std::uint8_t* at(const Canvas& canvas, int x, int y) {
  return canvas.pixels + std::ptrdiff_t{y} * canvas.stride + std::ptrdiff_t{x} * 4;
}

libyuv::RotationMode mode_of(Rotation rotation) {
  return static_cast<libyuv::RotationMode>(degrees_of(rotation));
}

}  // namespace

void turn_part(const Canvas& from, const Rect& part, Rotation rotation, const Canvas& to) {
  const Rect all = intersect(part, {0, 0, from.size.width, from.size.height});
  const bool rows_stay = rotation == Rotation::none || rotation == Rotation::half;
  const int side = rows_stay ? std::max(all.width, all.height) : k_tile;
  for (int y = all.y; y < all.bottom(); y += side) {
    for (int x = all.x; x < all.right(); x += side) {
      const Rect tile{x, y, std::min(side, all.right() - x), std::min(side, all.bottom() - y)};
      const Rect place = turned(tile, from.size, rotation);
      libyuv::ARGBRotate(at(from, tile.x, tile.y), from.stride, at(to, place.x, place.y), to.stride,
                         tile.width, tile.height, mode_of(rotation));
    }
  }
}

}  // namespace madang
