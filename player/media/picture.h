// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "content-schema/model/geometry.h"

namespace madang {

/// A still: BGRA in memory order (libyuv's ARGB, SDL's ARGB8888 on little-endian), alpha premultiplied,
/// rows of `size.width * 4` bytes, sRGB. Immutable once shared.
struct Picture {
  Size size;
  std::vector<std::uint8_t> pixels;
  bool opaque = true;  ///< no pixel has alpha below 255

  int stride() const { return size.width * 4; }
};

using PicturePtr = std::shared_ptr<const Picture>;

}  // namespace madang
