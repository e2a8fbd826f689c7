// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/yuv.h"

#include <libyuv.h>
#include <libyuv/row.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace madang {
namespace {

/// A table that may be handed to libyuv: its kernels load whole aligned vectors from it.
struct alignas(32) YuvConstants : libyuv::YuvConstants {};

/// libyuv's own tables hold the factor of Cb in blue as at most 128/64, to suit old CPUs; BT.709 limited
/// wants 135/64 and BT.2020 137/64, and up to 16 of 255 are lost in the blue of almost every HD video. The
/// kernels in use today take the true factor. `blue` is in 1/64.
YuvConstants with_blue(const libyuv::YuvConstants& from, int blue) {
  YuvConstants constants{from};
#if defined(__aarch64__) || defined(__arm__)
  constants.kRGBCoeffBias[1] =
      static_cast<std::int16_t>(constants.kRGBCoeffBias[1] + (blue - constants.kUVCoeff[0]) * 128);
  constants.kUVCoeff[0] = static_cast<std::uint8_t>(blue);
#else
  for (std::uint8_t& factor : constants.kUVToB) {
    if (factor != 0)
      factor = static_cast<std::uint8_t>(blue);
  }
#endif
  return constants;
}

/// The table's layout is libyuv's private matter and may change, so a changed one is believed only when grey,
/// blue and yellow come out right; else colours are as good as libyuv's own.
YuvConstants proven(const YuvConstants& changed, const libyuv::YuvConstants& original, double blue) {
  constexpr int k_width = 64;  // wide enough for the vector kernels
  for (const int cb : {128, 48, 100, 160, 168}) {
    std::array<std::uint8_t, k_width> luma{};
    std::array<std::uint8_t, k_width / 2> chroma{};
    std::array<std::uint8_t, k_width / 2> grey{};
    std::array<std::uint8_t, size_t{k_width} * 4> pixels{};
    luma.fill(126);
    chroma.fill(static_cast<std::uint8_t>(cb));
    grey.fill(128);
    libyuv::I420ToARGBMatrix(luma.data(), k_width, chroma.data(), k_width / 2, grey.data(), k_width / 2,
                             pixels.data(), k_width * 4, &changed, k_width, 1);
    const double exact = std::clamp((126 - 16) * 255.0 / 219 + blue * (cb - 128), 0.0, 255.0);
    if (std::abs(pixels[0] - exact) > 2 || std::abs(pixels[k_width * 4 - 4] - exact) > 2)
      return {original};
  }
  return changed;
}

const libyuv::YuvConstants& constants_of(ColourMatrix matrix, ColourRange range) {
  // 2 (1 - Kb) * 255 / 224
  static const YuvConstants bt709 =
      proven(with_blue(libyuv::kYuvH709Constants, 135), libyuv::kYuvH709Constants, 2.1124);
  static const YuvConstants bt2020 =
      proven(with_blue(libyuv::kYuv2020Constants, 137), libyuv::kYuv2020Constants, 2.1418);
  static const YuvConstants bt601 =
      proven(with_blue(libyuv::kYuvI601Constants, 129), libyuv::kYuvI601Constants, 2.0172);
  const bool full = range == ColourRange::full;
  switch (matrix) {
    case ColourMatrix::bt601:
      return full ? libyuv::kYuvJPEGConstants : bt601;
    case ColourMatrix::bt2020:
      return full ? libyuv::kYuvV2020Constants : bt2020;
    case ColourMatrix::bt709:
      break;
  }
  return full ? libyuv::kYuvF709Constants : bt709;
}

}  // namespace

void convert_yuv(const Planes& planes, const Rect& area, ColourMatrix matrix, ColourRange range,
                 std::uint8_t* target, int stride) {
  const auto plane = [&](size_t index, int x, int y) {
    return planes.data[index] + std::ptrdiff_t{y} * planes.strides[index] + x;
  };
  if (planes.alpha != nullptr) {
    libyuv::I420AlphaToARGBMatrix(
        plane(0, area.x, area.y), planes.strides[0], plane(1, area.x / 2, area.y / 2), planes.strides[1],
        plane(2, area.x / 2, area.y / 2), planes.strides[2],
        planes.alpha + std::ptrdiff_t{area.y} * planes.alpha_stride + area.x, planes.alpha_stride, target,
        stride, &constants_of(matrix, range), area.width, area.height, 1);
    return;
  }
  libyuv::I420ToARGBMatrix(plane(0, area.x, area.y), planes.strides[0],          //
                           plane(1, area.x / 2, area.y / 2), planes.strides[1],  //
                           plane(2, area.x / 2, area.y / 2), planes.strides[2],  //
                           target, stride, &constants_of(matrix, range), area.width, area.height);
}

Planes ScaledFrames::get(const FramePtr& frame, Size size) {
  if (frame->size == size)
    return planes_of(*frame);

  const int half_width = (size.width + 1) / 2;
  const size_t luma = size_t(size.width) * size_t(size.height);
  const size_t chroma = size_t(half_width) * size_t((size.height + 1) / 2);
  const bool alpha = frame->alpha != nullptr;
  const auto planes_in = [&](std::uint8_t* pixels) {
    return Planes{size,
                  {pixels, pixels + luma, pixels + luma + chroma},
                  {size.width, half_width, half_width},
                  alpha ? pixels + luma + 2 * chroma : nullptr,
                  size.width};
  };

  const auto known = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.size == size && !entry.frame.owner_before(frame) && !frame.owner_before(entry.frame);
  });
  if (known != entries_.end()) {
    known->used = ++calls_;
    return planes_in(known->pixels.data());
  }

  // Memory is used again, best from a frame that is gone and had the same size.
  Entry* entry = nullptr;
  for (Entry& old : entries_) {
    if (old.frame.expired() && (entry == nullptr || old.size == size))
      entry = &old;
  }
  if (entry == nullptr && entries_.size() < k_most)
    entry = &entries_.emplace_back();
  if (entry == nullptr)
    entry = &*std::min_element(entries_.begin(), entries_.end(),
                               [](const Entry& a, const Entry& b) { return a.used < b.used; });
  entry->frame = frame;
  entry->size = size;
  entry->used = ++calls_;
  entry->pixels.resize(luma + chroma * 2 + (alpha ? luma : 0));

  const Planes from = planes_of(*frame);
  std::uint8_t* to = entry->pixels.data();
  libyuv::I420Scale(from.data[0], from.strides[0], from.data[1], from.strides[1], from.data[2],
                    from.strides[2], from.size.width, from.size.height, to, size.width, to + luma, half_width,
                    to + luma + chroma, half_width, size.width, size.height, libyuv::kFilterBox);
  if (alpha)
    libyuv::ScalePlane(from.alpha, from.alpha_stride, from.size.width, from.size.height,
                       to + luma + 2 * chroma, size.width, size.width, size.height, libyuv::kFilterBox);
  return planes_in(to);
}

}  // namespace madang
