// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/still.h"

#include <libyuv.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

#include "content-schema/base/file.h"
#include "player/media/av.h"
#include "player/media/convert.h"
#include "player/media/decode_picture.h"
#include "player/media/limits.h"
#include "player/media/picture_header.h"
#include "player/media/svg.h"
#include "player/media/verdict.h"

namespace madang {
namespace {

AVCodecID coding_of(PictureHeader::Format format) {
  switch (format) {
    case PictureHeader::Format::png:
      return AV_CODEC_ID_PNG;
    case PictureHeader::Format::jpeg:
      return AV_CODEC_ID_MJPEG;
    case PictureHeader::Format::webp:
      return AV_CODEC_ID_WEBP;
    case PictureHeader::Format::gif:
      return AV_CODEC_ID_GIF;
  }
  return AV_CODEC_ID_NONE;
}

tl::unexpected<Error> damaged(std::string_view name) {
  return fail(ErrorKind::invalid, "'{}' 사진이 깨져 있어 띄울 수 없습니다. 원본에서 다시 저장해 주세요.",
              "the picture '{}' is damaged and cannot be shown. Save it again from the original.", name);
}

tl::unexpected<Error> out_of_memory(std::string_view name) {
  return fail(ErrorKind::limit, "'{}' 사진을 펼칠 메모리가 모자랍니다.",
              "there is not enough memory to decode the picture '{}'.", name);
}

Result<av::Frame> decode(std::span<const std::byte> bytes, const PictureHeader& header,
                         std::string_view name) {
  const AVCodec* codec = avcodec_find_decoder(coding_of(header.format));
  if (codec == nullptr)
    return fail(describe(Verdict::codec_refused, name));
  const av::Codec context(avcodec_alloc_context3(codec));
  const av::Packet packet(av_packet_alloc());
  av::Frame frame(av_frame_alloc());
  if (!context || !packet || !frame)
    return out_of_memory(name);
  context->max_pixels = k_max_picture_pixels;  // for what the header did not say and the decoder then finds
  context->thread_count = 1;
  // A still is shown for hours: half of one is a fault, where half of a video frame is forgiven.
  context->err_recognition = AV_EF_CRCCHECK | AV_EF_EXPLODE;
  if (avcodec_open2(context.get(), codec, nullptr) < 0)
    return fail(describe(Verdict::codec_refused, name));
  if (av_new_packet(packet.get(), static_cast<int>(bytes.size())) < 0)
    return out_of_memory(name);
  std::memcpy(packet->data, bytes.data(), bytes.size());
  packet->flags |= AV_PKT_FLAG_KEY;
  int code = avcodec_send_packet(context.get(), packet.get());
  if (code >= 0) {
    avcodec_send_packet(context.get(), nullptr);
    code = avcodec_receive_frame(context.get(), frame.get());
  }
  if (code == AVERROR(ENOMEM))
    return out_of_memory(name);
  if (code < 0 || frame->decode_error_flags != 0 || (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0)
    return damaged(name);
  if (frame->width <= 0 || frame->height <= 0)
    return damaged(name);
  return frame;
}

const libyuv::YuvConstants& constants_of(const AVFrame& frame) {
  // Stills are BT.601 unless they say otherwise, whatever their height (JFIF; RFC 9649).
  const bool named = frame.colorspace != AVCOL_SPC_UNSPECIFIED && frame.colorspace != AVCOL_SPC_RGB;
  const ColourMatrix matrix = named ? matrix_of(frame) : ColourMatrix::bt601;
  const bool full = range_of(frame) == ColourRange::full;
  switch (matrix) {
    case ColourMatrix::bt601:
      return full ? libyuv::kYuvJPEGConstants : libyuv::kYuvI601Constants;
    case ColourMatrix::bt709:
      return full ? libyuv::kYuvF709Constants : libyuv::kYuvH709Constants;
    case ColourMatrix::bt2020:
      return full ? libyuv::kYuvV2020Constants : libyuv::kYuv2020Constants;
  }
  return libyuv::kYuvI601Constants;
}

/// Anything to straight BGRA, by swscale: palettes, 16 bits, grey with alpha, planar RGB (JPEG in RGB or
/// CMYK).
bool scale_to_bgra(const AVFrame& frame, Picture& to) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  if (sws_isSupportedInput(format) == 0)
    return false;
  const av::Scaler scaler(sws_getContext(frame.width, frame.height, format, frame.width, frame.height,
                                         AV_PIX_FMT_BGRA, SWS_POINT | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
                                         nullptr, nullptr, nullptr));
  if (!scaler)
    return false;
  const int full = range_of(frame) == ColourRange::full ? 1 : 0;
  const int* coefficients = sws_getCoefficients(SWS_CS_ITU601);
  sws_setColorspaceDetails(scaler.get(), coefficients, full, coefficients, 1, 0, 1 << 16, 1 << 16);
  std::uint8_t* const planes[4] = {to.pixels.data(), nullptr, nullptr, nullptr};
  const int strides[4] = {to.stride(), 0, 0, 0};
  return sws_scale(scaler.get(), frame.data, frame.linesize, 0, frame.height, planes, strides) > 0;
}

/// To straight BGRA of the frame's own size.
bool to_bgra(const AVFrame& frame, Picture& to) {
  const auto& in = frame.data;
  const auto& stride = frame.linesize;
  std::uint8_t* out = to.pixels.data();
  const int width = frame.width;
  const int height = frame.height;
  const auto planar = [&](auto convert) {
    return convert(in[0], stride[0], in[1], stride[1], in[2], stride[2], out, to.stride(),
                   &constants_of(frame), width, height) == 0;
  };
  switch (frame.format) {
    case AV_PIX_FMT_YUV420P:
    case AV_PIX_FMT_YUVJ420P:
      return planar(libyuv::I420ToARGBMatrix);
    case AV_PIX_FMT_YUV422P:
    case AV_PIX_FMT_YUVJ422P:
      return planar(libyuv::I422ToARGBMatrix);
    case AV_PIX_FMT_YUV444P:
    case AV_PIX_FMT_YUVJ444P:
      return planar(libyuv::I444ToARGBMatrix);
    case AV_PIX_FMT_YUVA420P:
      return libyuv::I420AlphaToARGBMatrix(in[0], stride[0], in[1], stride[1], in[2], stride[2], in[3],
                                           stride[3], out, to.stride(), &constants_of(frame), width, height,
                                           0) == 0;
    // libyuv names words of the CPU, libav bytes in memory.
    case AV_PIX_FMT_BGRA:
      return libyuv::ARGBCopy(in[0], stride[0], out, to.stride(), width, height) == 0;
    case AV_PIX_FMT_RGBA:
      return libyuv::ABGRToARGB(in[0], stride[0], out, to.stride(), width, height) == 0;
    case AV_PIX_FMT_ARGB:
      return libyuv::BGRAToARGB(in[0], stride[0], out, to.stride(), width, height) == 0;
    case AV_PIX_FMT_RGB24:
      return libyuv::RAWToARGB(in[0], stride[0], out, to.stride(), width, height) == 0;
    default:
      return scale_to_bgra(frame, to);
  }
}

Picture blank(Size size) {
  Picture picture;
  picture.size = size;
  picture.pixels.resize(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 4);
  return picture;
}

/// EXIF's eight ways to hold a camera: a mirror (2, 4, 5, 7), then a turn.
Picture turn_upright(Picture from, std::uint8_t orientation) {
  if (orientation <= 1 || orientation > 8)
    return from;
  const bool mirrored = orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7;
  libyuv::RotationMode mode = libyuv::kRotate0;
  if (orientation == 3 || orientation == 4)
    mode = libyuv::kRotate180;
  if (orientation == 6 || orientation == 7)
    mode = libyuv::kRotate90;
  if (orientation == 5 || orientation == 8)
    mode = libyuv::kRotate270;
  if (mirrored) {
    Picture mirror = blank(from.size);
    libyuv::ARGBMirror(from.pixels.data(), from.stride(), mirror.pixels.data(), mirror.stride(),
                       from.size.width, from.size.height);
    mirror.opaque = from.opaque;
    from = std::move(mirror);
  }
  if (mode == libyuv::kRotate0)
    return from;
  const bool sideways = mode != libyuv::kRotate180;
  Picture to = blank(sideways ? Size{from.size.height, from.size.width} : from.size);
  libyuv::ARGBRotate(from.pixels.data(), from.stride(), to.pixels.data(), to.stride(), from.size.width,
                     from.size.height, mode);
  to.opaque = from.opaque;
  return to;
}

bool every_pixel_opaque(const Picture& picture) {
  for (std::size_t i = 3; i < picture.pixels.size(); i += 4) {
    if (picture.pixels[i] != 255)
      return false;
  }
  return true;
}

/// What covers the box and no more; never larger than it is.
Size size_for(Size size, Size box) {
  const double scale =
      std::max(static_cast<double>(box.width) / size.width, static_cast<double>(box.height) / size.height);
  if (box.empty() || scale >= 1.0)
    return size;
  return {std::max(1, static_cast<int>(std::lround(size.width * scale))),
          std::max(1, static_cast<int>(std::lround(size.height * scale)))};
}

}  // namespace

Status check_picture_header(const PictureHeader& header, std::string_view name) {
  const Size size = header.size;
  if (size.empty())
    return damaged(name);
  if (size.width > k_max_picture_side || size.height > k_max_picture_side ||
      std::int64_t{size.width} * size.height > k_max_picture_pixels) {
    return fail(
        ErrorKind::limit,
        "'{}' 사진이 너무 큽니다: {}x{} 픽셀입니다. 6,700만 픽셀(예: 8192x8192) 이하로 줄여 주세요.",
        "the picture '{}' is too large: {}x{} pixels. Make it smaller than 67 million pixels (8192x8192).",
        name, size.width, size.height);
  }
  if (header.animated_webp) {
    return fail(ErrorKind::invalid,
                "'{}' 파일은 움직이는 WebP입니다. 영상(MP4, WebM)이나 멈춘 사진으로 저장해 주세요.",
                "'{}' is an animated WebP. Save it as a video (MP4, WebM) or as a still picture.", name);
  }
  return {};
}

Result<PicturePtr> decode_picture(std::span<const std::byte> bytes, std::string_view name,
                                  std::optional<Size> box) {
  if (is_svg(bytes))
    return draw_svg(bytes, name, box);
  const auto header = read_picture_header(bytes);
  if (!header)
    return fail(describe(Verdict::not_media, name));
  if (const auto fine = check_picture_header(*header, name); !fine)
    return fail(fine.error());
  av::silence();
  auto decoded = decode(bytes, *header, name);
  if (!decoded)
    return fail(decoded.error());
  av::Frame frame = std::move(*decoded);
  const Size size{frame->width, frame->height};

  Picture picture = blank(size);
  if (!to_bgra(*frame, picture))
    return damaged(name);
  picture.opaque = !has_alpha(frame->format) || every_pixel_opaque(picture);
  frame.reset();  // the largest thing here after the picture itself
  if (!picture.opaque) {
    // Before scaling, or the colour of invisible pixels bleeds into the edges.
    libyuv::ARGBAttenuate(picture.pixels.data(), picture.stride(), picture.pixels.data(), picture.stride(),
                          size.width, size.height);
  }

  const bool sideways = header->orientation >= 5;
  if (box) {
    const Size small = size_for(size, sideways ? Size{box->height, box->width} : *box);
    if (small != size) {
      Picture scaled = blank(small);
      scaled.opaque = picture.opaque;
      libyuv::ARGBScale(picture.pixels.data(), picture.stride(), size.width, size.height,
                        scaled.pixels.data(), scaled.stride(), small.width, small.height, libyuv::kFilterBox);
      picture = std::move(scaled);
    }
  }
  return std::make_shared<const Picture>(turn_upright(std::move(picture), header->orientation));
}

Result<PicturePtr> load_picture(const std::filesystem::path& file, std::optional<Size> box) {
  const auto bytes = read_file(file, k_max_picture_bytes);
  if (!bytes)
    return fail(bytes.error());
  return decode_picture(*bytes, file.filename().string(), box);
}

}  // namespace madang
