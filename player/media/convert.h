// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "content-schema/model/geometry.h"
#include "player/media/av.h"
#include "player/media/demux.h"
#include "player/media/frame.h"

namespace madang {

/// The matrix a frame names; unnamed, what its height suggests (above 576 lines: HD's BT.709, else BT.601).
ColourMatrix matrix_of(const AVFrame& frame);
ColourRange range_of(const AVFrame& frame);

/// Whether some of it may be seen through.
bool has_alpha(int pixel_format);

/// 8-bit planar 4:2:0 in software memory: nothing to convert.
bool is_i420(int pixel_format);

/// Brings decoded frames to upright 8-bit I420, with alpha where they have it, of the same matrix and range.
/// Keeps its scratch memory and scaler between frames. Bound to one thread.
class FrameConverter {
 public:
  struct Planes {
    std::array<std::uint8_t*, 3> data{};
    std::array<int, 3> strides{};
    std::uint8_t* alpha = nullptr;  ///< null: none is wanted
    int alpha_stride = 0;
  };
  /// `to` has room for `turned(size of frame)`. False for a format that nothing here understands.
  bool convert(const AVFrame& frame, Rotation rotation, const Planes& to);

 private:
  bool upright(const AVFrame& frame, const Planes& to);
  bool deep_semiplanar(const AVFrame& frame, const Planes& to);
  bool scale(const AVFrame& frame, const Planes& to);
  av::Scaler scaler_;
  std::uint8_t* alpha_scratch(const AVFrame& frame);
  std::array<int, 6> scaler_key_{};
  std::vector<std::uint8_t> scratch_;
  std::vector<std::uint8_t> alpha_scratch_;
  std::vector<std::uint16_t> deep_scratch_;
};

}  // namespace madang
