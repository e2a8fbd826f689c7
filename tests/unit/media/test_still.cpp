// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/still.h"

#include <cmath>
#include <fstream>
#include <iterator>

#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/media/media_maker.h"

namespace madang {
namespace {

using namespace test;
namespace fs = std::filesystem;

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Pixel {
  int b, g, r, a;
};

Pixel at(const Picture& picture, int x, int y) {
  const std::uint8_t* p = picture.pixels.data() + std::ptrdiff_t{picture.stride()} * y + 4 * x;
  return {p[0], p[1], p[2], p[3]};
}

bool near(const Pixel& got, const Pixel& want, int tolerance = 4) {
  return std::abs(got.b - want.b) <= tolerance && std::abs(got.g - want.g) <= tolerance &&
         std::abs(got.r - want.r) <= tolerance && std::abs(got.a - want.a) <= tolerance;
}

/// 64x48: red at the left, blue at the right, the top half solid and the bottom half with alpha 128.
fs::path flag(const std::string& name, const std::vector<std::string>& coding) {
  return make_clip(name,
                   "color=red:size=64x48,format=rgba,drawbox=32:0:32:48:blue:fill,"
                   "geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='if(lt(Y,24),255,128)'",
                   coding);
}

constexpr Pixel k_red{0, 0, 255, 255};
constexpr Pixel k_blue{255, 0, 0, 255};

TEST_CASE("pictures keep their colours, and alpha is multiplied in") {
  struct Case {
    const char* name;
    std::vector<std::string> coding;
    bool alpha;
  };
  const auto one =
      GENERATE(Case{"flag.png", {"-frames:v", "1", "-pix_fmt", "rgba"}, true},
               Case{"flag16.png", {"-frames:v", "1", "-pix_fmt", "rgba64be"}, true},
               Case{"flag-solid.png", {"-frames:v", "1", "-pix_fmt", "rgb24"}, false},
               Case{"flag-lossless.webp",
                    {"-frames:v", "1", "-c:v", "libwebp", "-lossless", "1", "-pix_fmt", "bgra"},
                    true},
               Case{"flag-lossy.webp",
                    {"-frames:v", "1", "-c:v", "libwebp", "-q:v", "95", "-pix_fmt", "yuva420p"},
                    true},
               Case{"flag-solid.webp",
                    {"-frames:v", "1", "-c:v", "libwebp", "-q:v", "95", "-pix_fmt", "yuv420p"},
                    false},
               Case{"flag420.jpg", {"-frames:v", "1", "-q:v", "1", "-pix_fmt", "yuvj420p"}, false},
               Case{"flag422.jpg", {"-frames:v", "1", "-q:v", "1", "-pix_fmt", "yuvj422p"}, false},
               Case{"flag444.jpg", {"-frames:v", "1", "-q:v", "1", "-pix_fmt", "yuvj444p"}, false},
               Case{"flag.gif", {"-frames:v", "1", "-pix_fmt", "rgb8"}, false});
  CAPTURE(one.name);
  const auto file = flag(one.name, one.coding);
  const auto facts = probe_media(file);
  REQUIRE(facts);
  CHECK(facts->kind == MediaFacts::Kind::image);
  CHECK(facts->size == Size{64, 48});
  CHECK_FALSE(facts->duration);

  const auto loaded = load_picture(file, std::nullopt);
  REQUIRE(loaded);
  const Picture& picture = **loaded;
  CHECK(picture.size == Size{64, 48});
  CHECK(picture.pixels.size() == 64 * 48 * 4);
  CHECK(picture.opaque == !one.alpha);
  CHECK(near(at(picture, 8, 8), k_red, 6));
  CHECK(near(at(picture, 56, 8), k_blue, 6));
  if (one.alpha) {
    CHECK(near(at(picture, 8, 40), {0, 0, 128, 128}, 6));
    CHECK(near(at(picture, 56, 40), {128, 0, 0, 128}, 6));
  }
}

TEST_CASE("grey and palette pictures are pictures too") {
  const auto grey =
      make_clip("grey.png", "color=0x808080:size=40x30", {"-frames:v", "1", "-pix_fmt", "gray"});
  CHECK(near(at(**load_picture(grey, std::nullopt), 20, 15), {128, 128, 128, 255}));
  const auto grey_jpeg =
      make_clip("grey.jpg", "color=0x808080:size=40x30", {"-frames:v", "1", "-pix_fmt", "gray"});
  CHECK(near(at(**load_picture(grey_jpeg, std::nullopt), 20, 15), {128, 128, 128, 255}));
  const auto palette = make_clip(
      "palette.png",
      "color=red:size=40x30,trim=end_frame=1,format=rgb24,split[a][b];[a]palettegen[p];[b][p]paletteuse",
      {"-frames:v", "1", "-pix_fmt", "pal8"});
  const auto loaded = load_picture(palette, std::nullopt);
  REQUIRE(loaded);
  CHECK(near(at(**loaded, 20, 15), k_red));
  CHECK((*loaded)->opaque);
}

TEST_CASE("a picture is scaled to cover its box and no further") {
  const auto file = flag("flag-solid.png", {"-frames:v", "1", "-pix_fmt", "rgb24"});
  CHECK((*load_picture(file, Size{32, 24}))->size == Size{32, 24});
  CHECK((*load_picture(file, Size{32, 8}))->size == Size{32, 24});
  CHECK((*load_picture(file, Size{8, 24}))->size == Size{32, 24});
  CHECK((*load_picture(file, Size{640, 480}))->size == Size{64, 48});
  CHECK((*load_picture(file, Size{1, 1}))->size == Size{1, 1});
  const auto small = load_picture(file, Size{16, 12});
  CHECK(near(at(**small, 2, 6), k_red));
  CHECK(near(at(**small, 13, 6), k_blue));
}

TEST_CASE("a photograph taken with a turned camera stands upright") {
  const std::string jpeg =
      content(flag("flag444.jpg", {"-frames:v", "1", "-q:v", "1", "-pix_fmt", "yuvj444p"}));
  const auto turned = [&](int orientation) {
    std::string tiff("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0", 22);
    tiff[18] = static_cast<char>(orientation);
    std::string app(
        "\xFF\xE1\0\x1E"
        "Exif\0\0",
        10);
    return jpeg.substr(0, 2) + app + tiff + jpeg.substr(2);
  };
  const TempFolder folder;
  struct Case {
    int orientation;
    Size size;
    Pixel top_left, bottom_right;
  };
  const auto one = GENERATE(Case{1, {64, 48}, k_red, k_blue}, Case{2, {64, 48}, k_blue, k_red},
                            Case{3, {64, 48}, k_blue, k_red}, Case{4, {64, 48}, k_red, k_blue},
                            Case{5, {48, 64}, k_red, k_blue}, Case{6, {48, 64}, k_red, k_blue},
                            Case{7, {48, 64}, k_blue, k_red}, Case{8, {48, 64}, k_blue, k_red});
  CAPTURE(one.orientation);
  const auto file = folder.write("photo.jpg", turned(one.orientation));
  CHECK(probe_media(file)->size == one.size);
  const auto picture = load_picture(file, std::nullopt);
  REQUIRE(picture);
  CHECK((*picture)->size == one.size);
  CHECK(near(at(**picture, 4, 4), one.top_left, 6));
  CHECK(near(at(**picture, one.size.width - 5, one.size.height - 5), one.bottom_right, 6));
  // Scaling happens before turning; the box is meant after it.
  CHECK((*load_picture(file, Size{one.size.width / 2, 1}))->size ==
        Size{one.size.width / 2, one.size.height / 2});
}

TEST_CASE("content decides what a file is, not its name") {
  const TempFolder folder;
  const auto file =
      folder.write("photo.mp4", content(flag("flag.png", {"-frames:v", "1", "-pix_fmt", "rgba"})));
  CHECK(probe_media(file)->kind == MediaFacts::Kind::image);
  CHECK(load_picture(file, std::nullopt));
}

TEST_CASE("bad pictures are refused with a reason in both languages") {
  const TempFolder folder;
  const std::string png = content(flag("flag.png", {"-frames:v", "1", "-pix_fmt", "rgba"}));
  const std::string jpeg =
      content(flag("flag420.jpg", {"-frames:v", "1", "-q:v", "1", "-pix_fmt", "yuvj420p"}));
  const std::string webp = content(
      flag("flag-lossy.webp", {"-frames:v", "1", "-c:v", "libwebp", "-q:v", "95", "-pix_fmt", "yuva420p"}));
  std::string lying = png;
  lying[17] = '\x7F';  // 8 million pixels wide
  std::string taller = png;
  taller[23] = '\x60';  // says 96 rows where there are 48; the checksum gives it away
  std::string flipped = png;
  flipped[png.size() / 2] = static_cast<char>(flipped[png.size() / 2] ^ 0x55);
  struct Case {
    const char* name;
    std::string bytes;
    ErrorKind kind;
  };
  const std::vector<Case> cases{
      {"empty.png", "", ErrorKind::invalid},
      {"text.png", "이것은 사진이 아닙니다.", ErrorKind::invalid},
      {"cut.png", png.substr(0, png.size() / 2), ErrorKind::invalid},
      {"cut.jpg", jpeg.substr(0, jpeg.size() * 2 / 3), ErrorKind::invalid},
      {"cut.webp", webp.substr(0, webp.size() * 2 / 3), ErrorKind::invalid},
      {"lying.png", lying, ErrorKind::limit},
      {"taller.png", taller, ErrorKind::invalid},
      {"flipped.png", flipped, ErrorKind::invalid},
      {"film.mp4", content(market_clip()), ErrorKind::invalid},
  };
  for (const Case& one : cases) {
    CAPTURE(one.name);
    const auto picture = load_picture(folder.write(one.name, one.bytes), std::nullopt);
    REQUIRE_FALSE(picture);
    CHECK(picture.error().kind == one.kind);
    CHECK(picture.error().message.ko.find(one.name) != std::string::npos);
    CHECK(picture.error().message.en.find(one.name) != std::string::npos);
  }
  CHECK(load_picture(folder / "missing.png", std::nullopt).error().kind == ErrorKind::not_found);
  CHECK(probe_media(folder / "missing.png").error().kind == ErrorKind::not_found);
  CHECK(probe_media(folder / "lying.png").error().kind == ErrorKind::limit);
  CHECK(probe_media(folder.path()).error().kind == ErrorKind::invalid);
}

}  // namespace
}  // namespace madang
