// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "content-schema/model/geometry.h"
#include "player/media/frame.h"

namespace madang {

/// The planes of a 4:2:0 picture, lent.
struct Planes {
  Size size;  ///< of luma, px; chroma is half of it, rounded up
  std::array<const std::uint8_t*, 3> data{};
  std::array<int, 3> strides{};
  const std::uint8_t* alpha = nullptr;  ///< as large as luma; null: opaque
  int alpha_stride = 0;
};

inline Planes planes_of(const VideoFrame& frame) {
  return {frame.size, frame.planes, frame.strides, frame.alpha, frame.alpha_stride};
}

/// Y'CbCr to BGRX, `area` of the planes into rows of `stride` bytes that begin at `target`; `area.x` and
/// `area.y` must be even, since two by two pixels share one chroma sample. BT.601, BT.709 or BT.2020 with
/// limited or full range, within 2 of 255 of the exact value. With alpha it becomes BGRA, premultiplied.
void convert_yuv(const Planes& planes, const Rect& area, ColourMatrix matrix, ColourRange range,
                 std::uint8_t* target, int stride);

/// Frames at the size they are shown in: a still frame under a ticker is not scaled sixty times a second.
/// Keeps a few, and forgets a frame when the decoder gets it back. Bound to one thread.
class ScaledFrames {
 public:
  /// The frame's planes at `size` px, valid until the next call. Bilinear upwards, box filter downwards.
  Planes get(const FramePtr& frame, Size size);

 private:
  struct Entry {
    std::weak_ptr<const VideoFrame> frame;
    Size size;
    std::vector<std::uint8_t> pixels;
    std::uint64_t used = 0;
  };
  static constexpr size_t k_most = 4;  ///< videos that one screen shows scaled at a time, in any good taste
  std::vector<Entry> entries_;
  std::uint64_t calls_ = 0;
};

}  // namespace madang
