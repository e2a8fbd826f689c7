// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/convert.h"

#include "tests/support/catch.h"

namespace madang {
namespace {

av::Frame frame_of(AVPixelFormat format, int width, int height) {
  av::Frame frame(av_frame_alloc());
  frame->format = format;
  frame->width = width;
  frame->height = height;
  REQUIRE(av_frame_get_buffer(frame.get(), 0) == 0);
  return frame;
}

/// Other at each place and in each plane; of ten bits.
std::uint16_t sample(std::size_t plane, int x, int y) {
  return static_cast<std::uint16_t>((static_cast<int>(plane) * 331 + x * 7 + y * 13) & 0x3FF);
}

struct Picture {
  std::vector<std::uint8_t> luma;
  std::vector<std::uint8_t> u;
  std::vector<std::uint8_t> v;
  friend bool operator==(const Picture&, const Picture&) = default;
};

Picture converted(const AVFrame& frame, Rotation rotation) {
  const Size size = turned({frame.width, frame.height}, rotation);
  const int half = (size.width + 1) / 2;
  const auto chroma = static_cast<std::size_t>(half) * static_cast<std::size_t>((size.height + 1) / 2);
  Picture picture{
      std::vector<std::uint8_t>(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height)),
      std::vector<std::uint8_t>(chroma), std::vector<std::uint8_t>(chroma)};
  FrameConverter::Planes planes;
  planes.data = {picture.luma.data(), picture.u.data(), picture.v.data()};
  planes.strides = {size.width, half, half};
  FrameConverter converter;
  REQUIRE(converter.convert(frame, rotation, planes));
  return picture;
}

/// Fills a frame of three planes and one of two (chroma interleaved) with the same picture. `shift` is where
/// the two's samples stand in their words.
template <class Sample>
void fill(AVFrame& planar, AVFrame& semiplanar, int planar_shift, int semiplanar_shift) {
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const int width = plane == 0 ? planar.width : (planar.width + 1) / 2;
    const int height = plane == 0 ? planar.height : (planar.height + 1) / 2;
    for (int y = 0; y < height; ++y) {
      auto* row = reinterpret_cast<Sample*>(planar.data[plane] + std::ptrdiff_t{planar.linesize[plane]} * y);
      const std::size_t to = plane == 0 ? 0 : 1;
      auto* other =
          reinterpret_cast<Sample*>(semiplanar.data[to] + std::ptrdiff_t{semiplanar.linesize[to]} * y);
      for (int x = 0; x < width; ++x) {
        const int value = sample(plane, x, y);
        row[x] = static_cast<Sample>(planar_shift < 0 ? value >> -planar_shift : value << planar_shift);
        other[plane == 0 ? x : 2 * x + static_cast<int>(plane) - 1] = static_cast<Sample>(
            semiplanar_shift < 0 ? value >> -semiplanar_shift : value << semiplanar_shift);
      }
    }
  }
}

TEST_CASE("a device's layout of a picture becomes what a decoder's does, to the last bit") {
  const auto [width, height] = GENERATE(std::pair{320, 180}, std::pair{161, 91}, std::pair{34, 17});
  const Rotation rotation = GENERATE(Rotation::none, Rotation::quarter);
  CAPTURE(width, height);
  SECTION("of eight bits: NV12") {
    const auto planar = frame_of(AV_PIX_FMT_YUV420P, width, height);
    const auto semiplanar = frame_of(AV_PIX_FMT_NV12, width, height);
    fill<std::uint8_t>(*planar, *semiplanar, -2, -2);
    CHECK(converted(*semiplanar, rotation) == converted(*planar, rotation));
  }
  SECTION("of ten bits: P010") {
    const auto planar = frame_of(AV_PIX_FMT_YUV420P10LE, width, height);
    const auto semiplanar = frame_of(AV_PIX_FMT_P010LE, width, height);
    fill<std::uint16_t>(*planar, *semiplanar, 0, 6);
    CHECK(converted(*semiplanar, rotation) == converted(*planar, rotation));
  }
}

}  // namespace
}  // namespace madang
