// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>

#include "content-schema/model/geometry.h"
#include "player/render/draw_list.h"

namespace madang {

/// A picture in memory that is drawn into: 32 bits a pixel, B G R X in memory order, not owned.
struct Canvas {
  std::uint8_t* pixels = nullptr;
  int stride = 0;  ///< bytes per row
  Size size;
};

/// Draws the list's damaged parts with the CPU: the reference for every other back end, and the fast path of
/// machines without a GPU. Text and fills blend in sRGB as browsers do. Pure but for the canvas; bound to one thread
/// (it keeps scratch memory between calls).
class SoftwareRenderer {
 public:
  void draw(const DrawList& list, Canvas canvas);
};

}  // namespace madang
