// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/convert.h"

#include <libyuv.h>

#include <algorithm>
#include <utility>

namespace madang {
namespace {

const std::uint16_t* words(const std::uint8_t* plane) {
  return reinterpret_cast<const std::uint16_t*>(plane);  // libav aligns its planes far beyond two bytes
}

libyuv::RotationMode mode_of(Rotation rotation) {
  return static_cast<libyuv::RotationMode>(degrees_of(rotation));
}

}  // namespace

ColourMatrix matrix_of(const AVFrame& frame) {
  switch (frame.colorspace) {
    case AVCOL_SPC_BT709:
      return ColourMatrix::bt709;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
    case AVCOL_SPC_SMPTE240M:
    case AVCOL_SPC_FCC:
      return ColourMatrix::bt601;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      return ColourMatrix::bt2020;
    default:
      return frame.height > 576 ? ColourMatrix::bt709 : ColourMatrix::bt601;
  }
}

ColourRange range_of(const AVFrame& frame) {
  switch (frame.format) {
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ411P:
      return ColourRange::full;
    default:
      return frame.color_range == AVCOL_RANGE_JPEG ? ColourRange::full : ColourRange::limited;
  }
}

bool has_alpha(int pixel_format) {
  if (pixel_format == AV_PIX_FMT_PAL8)
    return true;  // its palette has
  const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(pixel_format));
  return description != nullptr && (description->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
}

bool is_i420(int pixel_format) {
  return pixel_format == AV_PIX_FMT_YUV420P || pixel_format == AV_PIX_FMT_YUVJ420P;
}

bool FrameConverter::convert(const AVFrame& frame, Rotation rotation, const Planes& to) {
  if (rotation == Rotation::none)
    return upright(frame, to);

  Planes from;
  if (is_i420(frame.format)) {
    for (std::size_t i = 0; i < 3; ++i)
      from.data[i] = frame.data[i], from.strides[i] = frame.linesize[i];
  } else {
    const auto half_width = static_cast<std::size_t>((frame.width + 1) / 2);
    const auto half_height = static_cast<std::size_t>((frame.height + 1) / 2);
    const std::size_t luma = half_width * 2 * static_cast<std::size_t>(frame.height);
    scratch_.resize(luma + 2 * half_width * half_height);
    from.data = {scratch_.data(), scratch_.data() + luma, scratch_.data() + luma + half_width * half_height};
    const int half = static_cast<int>(half_width);
    from.strides = {2 * half, half, half};
    from.alpha = to.alpha != nullptr ? alpha_scratch(frame) : nullptr;
    from.alpha_stride = frame.width;
    if (!upright(frame, from))
      return false;
  }
  if (to.alpha != nullptr && from.alpha != nullptr &&
      libyuv::RotatePlane(from.alpha, from.alpha_stride, to.alpha, to.alpha_stride, frame.width, frame.height,
                          mode_of(rotation)) != 0)
    return false;
  return libyuv::I420Rotate(from.data[0], from.strides[0], from.data[1], from.strides[1], from.data[2],
                            from.strides[2], to.data[0], to.strides[0], to.data[1], to.strides[1], to.data[2],
                            to.strides[2], frame.width, frame.height, mode_of(rotation)) == 0;
}

std::uint8_t* FrameConverter::alpha_scratch(const AVFrame& frame) {
  alpha_scratch_.resize(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
  return alpha_scratch_.data();
}

bool FrameConverter::upright(const AVFrame& frame, const Planes& to) {
  const auto& in = frame.data;
  const auto& stride = frame.linesize;
  const int width = frame.width;
  const int height = frame.height;
  const auto planar = [&](auto function) {
    return function(in[0], stride[0], in[1], stride[1], in[2], stride[2], to.data[0], to.strides[0],
                    to.data[1], to.strides[1], to.data[2], to.strides[2], width, height) == 0;
  };
  const auto deep = [&](auto function) {  // libyuv counts these strides in samples
    return function(words(in[0]), stride[0] / 2, words(in[1]), stride[1] / 2, words(in[2]), stride[2] / 2,
                    to.data[0], to.strides[0], to.data[1], to.strides[1], to.data[2], to.strides[2], width,
                    height) == 0;
  };
  switch (frame.format) {
    case AV_PIX_FMT_YUV420P:
    case AV_PIX_FMT_YUVJ420P:
      return planar(libyuv::I420Copy);
    case AV_PIX_FMT_YUVA420P:
      if (to.alpha != nullptr)
        libyuv::CopyPlane(in[3], stride[3], to.alpha, to.alpha_stride, width, height);
      return planar(libyuv::I420Copy);
    case AV_PIX_FMT_YUV422P:
    case AV_PIX_FMT_YUVJ422P:
      return planar(libyuv::I422ToI420);
    case AV_PIX_FMT_YUV444P:
    case AV_PIX_FMT_YUVJ444P:
      return planar(libyuv::I444ToI420);
    case AV_PIX_FMT_YUV420P10LE:
      return deep(libyuv::I010ToI420);
    case AV_PIX_FMT_YUV422P10LE:
      return deep(libyuv::I210ToI420);
    case AV_PIX_FMT_YUV420P12LE:
      return deep(libyuv::I012ToI420);
    case AV_PIX_FMT_NV12:
      return libyuv::NV12ToI420(in[0], stride[0], in[1], stride[1], to.data[0], to.strides[0], to.data[1],
                                to.strides[1], to.data[2], to.strides[2], width, height) == 0;
    case AV_PIX_FMT_P010LE:
      return deep_semiplanar(frame, to);
    default:
      return scale(frame, to);
  }
}

bool FrameConverter::deep_semiplanar(const AVFrame& frame, const Planes& to) {
  // What a device makes of ten bits. In bands that stay in the cache, by way of what a decoder makes of them,
  // so that both round alike.
  constexpr int k_band = 16;
  const int half = (frame.width + 1) / 2;
  const auto luma = static_cast<std::size_t>(frame.width) * k_band;
  const auto chroma = static_cast<std::size_t>(half) * (k_band / 2);
  deep_scratch_.resize(luma + 2 * chroma);
  std::uint16_t* y = deep_scratch_.data();
  std::uint16_t* u = y + luma;
  std::uint16_t* v = u + chroma;
  for (int row = 0; row < frame.height; row += k_band) {
    const int rows = std::min(k_band, frame.height - row);
    const auto from = [&](int plane, int first) {
      return words(frame.data[plane] + std::ptrdiff_t{frame.linesize[plane]} * first);
    };
    const auto into = [&](std::size_t plane, int first) {
      return to.data[plane] + std::ptrdiff_t{to.strides[plane]} * first;
    };
    if (libyuv::P010ToI010(from(0, row), frame.linesize[0] / 2, from(1, row / 2), frame.linesize[1] / 2, y,
                           frame.width, u, half, v, half, frame.width, rows) != 0 ||
        libyuv::I010ToI420(y, frame.width, u, half, v, half, into(0, row), to.strides[0], into(1, row / 2),
                           to.strides[1], into(2, row / 2), to.strides[2], frame.width, rows) != 0)
      return false;
  }
  return true;
}

bool FrameConverter::scale(const AVFrame& frame, const Planes& to) {
  const int full = range_of(frame) == ColourRange::full ? 1 : 0;
  const int space = frame.colorspace == AVCOL_SPC_UNSPECIFIED || frame.colorspace == AVCOL_SPC_RGB
                        ? (frame.height > 576 ? SWS_CS_ITU709 : SWS_CS_ITU601)
                        : frame.colorspace;
  const AVPixelFormat target = to.alpha != nullptr ? AV_PIX_FMT_YUVA420P : AV_PIX_FMT_YUV420P;
  const std::array key{frame.width, frame.height, frame.format, full, space, static_cast<int>(target)};
  if (!scaler_ || key != scaler_key_) {
    const auto format = static_cast<AVPixelFormat>(frame.format);
    if (sws_isSupportedInput(format) == 0)
      return false;
    scaler_.reset(sws_getContext(frame.width, frame.height, format, frame.width, frame.height, target,
                                 SWS_BILINEAR | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
    if (!scaler_)
      return false;
    scaler_key_ = key;
    // Same range out as in: whoever draws it is told the range, and nothing is rounded twice.
    const int* coefficients = sws_getCoefficients(space);
    sws_setColorspaceDetails(scaler_.get(), coefficients, full, coefficients, full, 0, 1 << 16, 1 << 16);
  }
  const std::array planes{to.data[0], to.data[1], to.data[2], to.alpha};
  const std::array strides{to.strides[0], to.strides[1], to.strides[2], to.alpha_stride};
  return sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, planes.data(),
                   strides.data()) > 0;
}

}  // namespace madang
