// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/picture_header.h"

#include <string>

#include "content-schema/base/digest.h"
#include "tests/support/catch.h"

namespace madang {
namespace {

using namespace std::string_literals;

std::optional<PictureHeader> read(const std::string& bytes) {
  return read_picture_header(as_bytes(bytes));
}

const std::string k_png = "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x07\x80\0\0\x04\x38"s;
const std::string k_frame = "\xFF\xC0\0\x11\x08\x04\x38\x07\x80\x03"s;

std::string exif(const std::string& tiff) {
  const std::string body = "Exif\0\0"s + tiff;
  return "\xFF\xE1"s + static_cast<char>(0) + static_cast<char>(body.size() + 2) + body;
}

TEST_CASE("a picture is known by its first bytes") {
  using Format = PictureHeader::Format;
  struct Case {
    std::string bytes;
    Format format;
    Size size;
  };
  const std::vector<Case> cases{
      {k_png, Format::png, {1920, 1080}},
      {"\xFF\xD8"s + k_frame, Format::jpeg, {1920, 1080}},
      {"\xFF\xD8\xFF\xE0\0\x04xx\xFF\xFF"s + k_frame, Format::jpeg, {1920, 1080}},
      {"GIF89a\x80\x07\x38\x04"s, Format::gif, {1920, 1080}},
      {"RIFF....WEBPVP8X\x0A\0\0\0\x10\0\0\0\x7F\x07\0\x37\x04\0"s, Format::webp, {1920, 1080}},
      {"RIFF....WEBPVP8L....\x2F\x7F\xC7\x0D\x01....."s, Format::webp, {1920, 1080}},
      {"RIFF....WEBPVP8 ....\0\0\0\x9D\x01\x2A\x80\x07\x38\x04"s, Format::webp, {1920, 1080}},
  };
  for (const Case& one : cases) {
    CAPTURE(static_cast<int>(one.format));
    const auto header = read(one.bytes);
    REQUIRE(header);
    CHECK(header->format == one.format);
    CHECK(header->size == one.size);
  }
}

TEST_CASE("what is cut short or something else is no picture") {
  CHECK_FALSE(read(""));
  CHECK_FALSE(read("한글 문장입니다."));
  CHECK_FALSE(read("\xFF\xD8\xFF"s));
  CHECK_FALSE(read("\xFF\xD8\xFF\xC0\0\x11\x08\x04"s));
  CHECK_FALSE(read("\xFF\xD8\xFF\xE0\0\0"s + k_frame));  // a segment shorter than its own length field
  CHECK_FALSE(read("\xFF\xD8\xFF\xDA\0\x08....."s));     // data before a frame header
  CHECK_FALSE(read("RIFF....WEBPABCD.................."s));
  for (std::size_t length = 0; length < k_png.size(); ++length)
    CHECK_FALSE(read(k_png.substr(0, length)));
}

TEST_CASE("sides that overflow an int do not become negative") {
  const auto header = read("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\xFF\xFF\xFF\xFF\x80\0\0\0"s);
  REQUIRE(header);
  CHECK(header->size.width > 0);
  CHECK(header->size.height > 0);
}

TEST_CASE("a camera's orientation is read in both byte orders") {
  const auto little = exif("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"s);
  const auto big = exif("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0"s);
  const auto nonsense = exif("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x63\0\0"s);
  const auto endless = exif("II*\0\xFF\xFF\xFF\xFF"s);
  CHECK(read("\xFF\xD8"s + little + k_frame)->orientation == 6);
  CHECK(upright_size(*read("\xFF\xD8"s + little + k_frame)) == Size{1080, 1920});
  CHECK(read("\xFF\xD8"s + big + k_frame)->orientation == 8);
  CHECK(read("\xFF\xD8"s + nonsense + k_frame)->orientation == 1);
  CHECK(read("\xFF\xD8"s + endless + k_frame)->orientation == 1);
}

TEST_CASE("a WebP that moves says so") {
  CHECK(read("RIFF....WEBPVP8X\x0A\0\0\0\x02\0\0\0\x7F\x07\0\x37\x04\0"s)->animated_webp);
}

}  // namespace
}  // namespace madang
