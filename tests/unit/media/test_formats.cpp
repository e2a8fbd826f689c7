// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>

#include "player/media/still.h"
#include "player/media/video_stream.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/media/media_maker.h"

namespace madang {
namespace {

using namespace test;
using Words = std::vector<std::string>;

struct Case {
  const char* name;
  Words coding;
};

TEST_CASE("the market's formats play with the right frames") {
  const Case format = GENERATE(
      Case{"vp9.webm",
           {"-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-pix_fmt", "yuv420p"}},
      Case{"vp8.webm", {"-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-pix_fmt", "yuv420p"}},
      Case{"hevc.mp4",
           {"-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-pix_fmt",
            "yuv420p"}},
      Case{"hevc10.mkv",
           {"-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-pix_fmt",
            "yuv420p10le"}},
      Case{"av1.mp4", {"-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime", "-pix_fmt", "yuv420p"}},
      Case{"h264.ts", {"-c:v", "libx264", "-preset", "fast", "-g", "12", "-pix_fmt", "yuv420p"}},
      Case{"h264-444.mkv", {"-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv444p"}},
      Case{"h264-rgb.mkv", {"-c:v", "libx264rgb", "-preset", "fast", "-pix_fmt", "rgb24"}},
      Case{"mpeg4.avi", {"-c:v", "mpeg4", "-q:v", "2", "-bf", "0"}},
      Case{"mpeg2.ts", {"-c:v", "mpeg2video", "-q:v", "2"}},
      Case{"mjpeg.mov", {"-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj422p"}},
      Case{"prores.mov", {"-c:v", "prores_ks", "-profile:v", "3", "-pix_fmt", "yuv422p10le"}},
      Case{"prores-alpha.mov", {"-c:v", "prores_ks", "-profile:v", "4", "-pix_fmt", "yuva444p10le"}});
  CAPTURE(format.name);
  const auto clip = make_clip(format.name, bars("160x96", "25", 25), format.coding);
  const auto facts = probe_media(clip);
  REQUIRE(facts);
  CHECK(facts->size == Size{160, 96});
  CHECK(std::abs(facts->duration->count() - 1000) <= 1);

  VideoStream stream = open_stream(clip);
  for (int i = 0; i < 25; ++i) {
    const FramePtr frame = frame_at(stream, Millis(i * 40 + 20));
    REQUIRE(frame);
    CAPTURE(i);
    CHECK(number_in(*frame) == i);
  }
  VideoStream joined = open_stream(clip, Millis{620});
  const FramePtr frame = frame_at(joined, Millis{620});
  REQUIRE(frame);
  CHECK(number_in(*frame) == 15);
}

TEST_CASE("an odd size keeps its last column and row") {
  const auto clip =
      make_clip("odd.webm", bars("161x91", "25", 5),
                {"-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-pix_fmt", "yuv420p"});
  VideoStream stream = open_stream(clip);
  const FramePtr frame = frame_at(stream, Millis{140});
  REQUIRE(frame);
  CHECK(frame->size == Size{161, 91});
  CHECK(number_in(*frame) == 3);
}

TEST_CASE("anamorphic pixels widen what is shown, not what is stored") {
  const auto clip = make_clip("anamorphic.mp4", bars("144x96", "25", 5) + ",setsar=4/3",
                              {"-c:v", "libx264", "-pix_fmt", "yuv420p"});
  CHECK(probe_media(clip)->size == Size{192, 96});
  VideoStream stream = open_stream(clip);
  const FramePtr frame = frame_at(stream, Millis{0});
  REQUIRE(frame);
  CHECK(frame->size == Size{144, 96});
  CHECK(frame->shown == Size{192, 96});
}

/// Writes a display matrix over that of the first track (ISO/IEC 14496-12, 8.3.2), as a phone's camera would
/// have.
std::string with_matrix(const std::filesystem::path& clip, const std::array<std::uint32_t, 9>& matrix) {
  std::ifstream in(clip, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::size_t at = bytes.find("tkhd") + 44;
  for (const std::uint32_t number : matrix) {
    for (int shift = 24; shift >= 0; shift -= 8)
      bytes[at++] = static_cast<char>(number >> shift & 0xFF);
  }
  return bytes;
}

TEST_CASE("a clip shot on its side stands upright") {
  const auto flat = make_clip("left-white.mp4",
                              "color=black:size=160x96:rate=25,trim=end_frame=5,drawbox=0:0:80:96:white:fill",
                              {"-c:v", "libx264", "-pix_fmt", "yuv420p"});
  constexpr std::uint32_t k_one = 0x10000;
  constexpr std::uint32_t k_minus_one = 0xFFFF0000;
  const TempFolder folder;
  const auto corner = [](const VideoFrame& frame, int x, int y) {
    return frame.planes[0][std::ptrdiff_t{frame.strides[0]} * y + x] > 128;
  };
  SECTION("a quarter clockwise: left becomes top") {
    const auto clip = folder.write(
        "side.mp4", with_matrix(flat, {0, k_one, 0, k_minus_one, 0, 0, 96 * k_one, 0, 0x40000000}));
    CHECK(probe_media(clip)->size == Size{96, 160});
    VideoStream stream = open_stream(clip);
    const FramePtr frame = frame_at(stream, Millis{0});
    REQUIRE(frame);
    CHECK(frame->size == Size{96, 160});
    CHECK(frame->shown == Size{96, 160});
    CHECK(corner(*frame, 2, 2));
    CHECK(corner(*frame, 93, 2));
    CHECK_FALSE(corner(*frame, 2, 157));
    CHECK_FALSE(corner(*frame, 93, 157));
  }
  SECTION("upside down: left becomes right") {
    const auto clip = folder.write("down.mp4", with_matrix(flat, {k_minus_one, 0, 0, 0, k_minus_one, 0,
                                                                  160 * k_one, 96 * k_one, 0x40000000}));
    VideoStream stream = open_stream(clip);
    const FramePtr frame = frame_at(stream, Millis{0});
    REQUIRE(frame);
    CHECK(frame->size == Size{160, 96});
    CHECK_FALSE(corner(*frame, 2, 2));
    CHECK(corner(*frame, 157, 93));
  }
}

TEST_CASE("the colours' matrix and range are those the clip names, else those of its height") {
  const auto colours = [](const std::string& name, const Words& more) {
    Words coding{"-c:v", "libx264", "-preset", "ultrafast", "-frames:v", "2"};
    coding.insert(coding.end(), more.begin(), more.end());
    VideoStream stream =
        open_stream(make_clip(name, bars(name.find("hd") == 0 ? "1280x720" : "160x96", "25", 2), coding));
    return frame_at(stream, Millis{0});
  };
  CHECK(colours("sd.mp4", {"-pix_fmt", "yuv420p"})->matrix == ColourMatrix::bt601);
  CHECK(colours("hd.mp4", {"-pix_fmt", "yuv420p"})->matrix == ColourMatrix::bt709);
  CHECK(colours("sd709.mp4", {"-pix_fmt", "yuv420p", "-colorspace", "bt709"})->matrix == ColourMatrix::bt709);
  CHECK(colours("hd2020.mp4", {"-pix_fmt", "yuv420p10le", "-colorspace", "bt2020nc"})->matrix ==
        ColourMatrix::bt2020);
  CHECK(colours("sd.mp4", {"-pix_fmt", "yuv420p"})->range == ColourRange::limited);
  const FramePtr full = colours("full.mp4", {"-pix_fmt", "yuvj420p", "-color_range", "pc"});
  CHECK(full->range == ColourRange::full);
  CHECK(*full->planes[0] <= 2);  // black as it was coded
}

TEST_CASE("ten bits become eight of the same brightness") {
  const auto clip = make_clip("ten.mp4", bars("160x96", "25", 5),
                              {"-c:v", "libx264", "-crf", "5", "-pix_fmt", "yuv420p10le"});
  VideoStream stream = open_stream(clip);
  const FramePtr frame = frame_at(stream, Millis{140});
  REQUIRE(frame);
  CHECK(number_in(*frame) == 3);
  const std::uint8_t* row = frame->planes[0] + frame->strides[0] * 48;
  CHECK(std::abs(row[10] - 235) <= 2);
  CHECK(std::abs(row[150] - 16) <= 2);
  CHECK(std::abs(frame->planes[1][frame->strides[1] * 24 + 40] - 128) <= 2);
}

/// 50 fields a second in 25 frames, of a white edge that goes three px to the right with each.
std::filesystem::path moving_edge(const std::string& name, const std::string& fields, const Words& coding) {
  return make_clip(name,
                   "color=black:size=160x96:rate=50,trim=end_frame=50,format=yuv420p,"
                   "geq=lum='if(lt(X\\,T*150)\\,235\\,16)':cb=128:cr=128," +
                       fields,
                   coding);
}

int edge_in(const VideoFrame& frame, int y) {
  const std::uint8_t* row = frame.planes[0] + std::ptrdiff_t{frame.strides[0]} * y;
  return static_cast<int>(
      std::count_if(row, row + frame.size.width, [](std::uint8_t each) { return each > 128; }));
}

TEST_CASE("the two fields of an interlaced frame become two frames, each at its own time") {
  const bool top_first = GENERATE(true, false);
  CAPTURE(top_first);
  const std::string order = top_first ? "tff" : "bff";
  const auto clip = moving_edge(
      "fields-" + order + ".mp4",
      std::string("tinterlace=interleave_") + (top_first ? "top" : "bottom") + ",setfield=" + order,
      {"-c:v", "libx264", "-preset", "fast", "-crf", "5", "-flags", "+ilme+ildct", "-top",
       top_first ? "1" : "0", "-pix_fmt", "yuv420p"});
  VideoStream stream = open_stream(clip);
  for (int i = 0; i < 50; ++i) {
    const FramePtr frame = frame_at(stream, Millis(i * 20 + 10));
    REQUIRE(frame);
    CAPTURE(i);
    CHECK(frame->position == Millis(i * 20));
    CHECK(frame->size == Size{160, 96});
    CHECK(std::abs(edge_in(*frame, 48) - i * 3) <= 1);  // one row was filmed, the other is made
    CHECK(std::abs(edge_in(*frame, 49) - i * 3) <= 1);
  }
  VideoStream joined = open_stream(clip, Millis{530});
  const FramePtr there = frame_at(joined, Millis{530});
  REQUIRE(there);
  CHECK(std::abs(edge_in(*there, 48) - 26 * 3) <= 1);
  VideoStream looped = open_stream(clip, Millis{1000}, true);
  REQUIRE(frame_at(looped, Millis{1010}));
  CHECK(edge_in(*frame_at(looped, Millis{1010}), 48) <= 1);
  CHECK(std::abs(edge_in(*frame_at(looped, Millis{1990}), 48) - 49 * 3) <= 1);
}

/// Brightness in the middle of an HDR clip of one grey, as PQ or HLG code it in ten bits.
int tone_mapped(const std::string& name, int code, const std::string& transfer, const std::string& size) {
  const auto clip = make_clip(
      name,
      "color=black:size=" + size +
          ":rate=25,trim=end_frame=4,format=yuv420p10le,geq=lum=" + std::to_string(code) + ":cb=512:cr=512",
      {"-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
       "log-level=none:lossless=1:colorprim=bt2020:transfer=" + transfer + ":colormatrix=bt2020nc",
       "-color_primaries", "bt2020", "-color_trc", transfer, "-colorspace", "bt2020nc", "-pix_fmt",
       "yuv420p10le"});
  VideoStream stream = open_stream(clip);
  const FramePtr frame = frame_at(stream, Millis{20});
  REQUIRE(frame);
  CHECK(frame->matrix == ColourMatrix::bt709);
  CHECK(frame->range == ColourRange::limited);
  CHECK(std::abs(frame->planes[1][0] - 128) <= 2);
  return frame->planes[0][frame->strides[0] * (frame->size.height / 2) + frame->size.width / 2];
}

TEST_CASE(
    "the light of HDR becomes that of a screen: reference white is bright, and highlights are kept apart") {
  // ITU-R BT.2408: 203 cd/m2 is 58 % in PQ and 75 % in HLG; codes are limited range of ten bits (64 + 876 x).
  const int black = tone_mapped("pq-black.mkv", 64, "smpte2084", "160x96");
  const int dim = tone_mapped("pq-dim.mkv", 64 + 876 * 38 / 100, "smpte2084", "160x96");  // 26 cd/m2
  const int white = tone_mapped("pq-white.mkv", 64 + 876 * 58 / 100, "smpte2084", "160x96");
  const int bright = tone_mapped("pq-bright.mkv", 64 + 876 * 75 / 100, "smpte2084", "160x96");  // 983 cd/m2
  CHECK(std::abs(black - 16) <= 1);
  CHECK(dim > 60);
  CHECK(dim < 110);
  CHECK(white > 170);  // as it is coded it would be 143: washed out
  CHECK(white < 225);
  CHECK(bright > white + 10);
  CHECK(bright <= 235);
  const int hlg = tone_mapped("hlg-white.mkv", 64 + 876 * 75 / 100, "arib-std-b67", "160x96");
  CHECK(hlg > 165);
  CHECK(hlg <= 235);
}

TEST_CASE("a clip that can be seen through keeps its alpha") {
  // White, and from left to right more to be seen of it.
  const std::string source =
      "color=white:size=160x96:rate=25,trim=end_frame=5,format=yuva444p,geq=lum=235:cb=128:cr=128:a='X*255/"
      "159'";
  const Case format = GENERATE(
      Case{"alpha-vp9.webm",
           {"-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-crf", "4", "-pix_fmt",
            "yuva420p"}},
      Case{"alpha-vp8.webm", {"-c:v", "libvpx", "-b:v", "2M", "-auto-alt-ref", "0", "-pix_fmt", "yuva420p"}},
      Case{"alpha-prores.mov", {"-c:v", "prores_ks", "-profile:v", "4", "-pix_fmt", "yuva444p10le"}},
      Case{"alpha.apng", {"-c:v", "apng", "-pix_fmt", "rgba"}});
  CAPTURE(format.name);
  const auto clip = make_clip(format.name, source, format.coding);
  VideoStream stream = open_stream(clip);
  const FramePtr frame = frame_at(stream, Millis{60});
  REQUIRE(frame);
  REQUIRE(frame->alpha != nullptr);
  CHECK(frame->size == Size{160, 96});
  for (const int x : {0, 40, 80, 120, 159}) {
    CAPTURE(x);
    CHECK(std::abs(frame->alpha[frame->alpha_stride * 48 + x] - x * 255 / 159) <= 6);
    if (x > 20)
      CHECK(frame->planes[0][frame->strides[0] * 48 + x] > 220);
  }
  const FramePtr opaque = [] {
    VideoStream plain = open_stream(market_clip());
    return frame_at(plain, Millis{0});
  }();
  CHECK(opaque->alpha == nullptr);
}

TEST_CASE("pictures that move are clips: measured, joined in the middle, and going round") {
  const Case format = GENERATE(Case{"moves.gif", {"-loop", "0"}}, Case{"moves.apng", {"-plays", "0"}});
  CAPTURE(format.name);
  const auto clip = make_clip(format.name, bars("160x96", "25", 25), format.coding);
  const auto facts = probe_media(clip);
  REQUIRE(facts);
  CHECK(facts->kind == MediaFacts::Kind::video);
  CHECK(facts->size == Size{160, 96});
  REQUIRE(facts->duration);
  CHECK(facts->duration->count() == 1000);
  VideoStream stream = open_stream(clip);
  for (int i = 0; i < 25; ++i) {
    const FramePtr frame = frame_at(stream, Millis(i * 40 + 20));
    REQUIRE(frame);
    CAPTURE(i);
    CHECK(number_in(*frame) == i);
  }
  VideoStream joined = open_stream(clip, Millis{620});
  REQUIRE(frame_at(joined, Millis{620}));
  CHECK(number_in(*frame_at(joined, Millis{620})) == 15);
  VideoStream looped = open_stream(clip, Millis{940}, true);
  REQUIRE(frame_at(looped, Millis{1060}));
  CHECK(number_in(*frame_at(looped, Millis{1060})) == 1);
  CHECK(number_in(*frame_at(looped, Millis{2060})) == 1);
}

TEST_CASE("a GIF or PNG of one picture stays a picture") {
  const auto still = make_clip("still.gif", bars("160x96", "25", 1), {"-frames:v", "1"});
  CHECK(probe_media(still)->kind == MediaFacts::Kind::image);
  const auto png = make_clip("still.png", bars("160x96", "25", 1), {"-frames:v", "1"});
  CHECK(probe_media(png)->kind == MediaFacts::Kind::image);
}

}  // namespace
}  // namespace madang
