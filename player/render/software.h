// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <memory>

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
/// machines without a GPU. Text and fills blend in sRGB as browsers do. Pure but for the canvas; bound to one
/// thread (it keeps scratch memory and scaled pictures between calls, bounded).
class SoftwareRenderer {
 public:
  SoftwareRenderer();
  SoftwareRenderer(SoftwareRenderer&&) noexcept;
  SoftwareRenderer& operator=(SoftwareRenderer&&) noexcept;
  ~SoftwareRenderer();

  /// A canvas smaller than the list cuts it off; one larger keeps what lies beyond.
  void draw(const DrawList& list, Canvas canvas);

 private:
  class Painter;
  std::unique_ptr<Painter> painter_;
};

}  // namespace madang
