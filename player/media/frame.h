// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "content-schema/base/clock.h"
#include "content-schema/model/geometry.h"

namespace madang {

enum class ColourMatrix { bt601, bt709, bt2020 };
enum class ColourRange { limited, full };

/// One decoded frame: 8-bit planar YUV 4:2:0 (I420), some with a plane of alpha, that stays where the decoder
/// wrote it. `owner` keeps the memory alive and, when the last copy of it dies, gives the slot back to the
/// decoder; so hold a frame as long as it is on screen and no longer. Immutable; any thread may read it.
struct VideoFrame {
  Size size;                                    ///< of the luma plane, px
  Size shown;                                   ///< after sample aspect ratio, px
  std::array<const std::uint8_t*, 3> planes{};  ///< Y U V, top row first
  std::array<int, 3> strides{};                 ///< bytes per row
  const std::uint8_t* alpha = nullptr;          ///< of each luma sample, full range; null: opaque
  int alpha_stride = 0;                         ///< bytes per row
  ColourMatrix matrix = ColourMatrix::bt709;
  ColourRange range = ColourRange::limited;
  Millis position{0};  ///< presentation time from the clip's start
  Millis length{0};    ///< how long it is due; the next frame starts after it
  std::shared_ptr<const void> owner;
};

using FramePtr = std::shared_ptr<const VideoFrame>;

}  // namespace madang
