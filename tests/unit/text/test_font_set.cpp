// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/font_set.h"

#include <random>

#include "player/text/layout.h"
#include "player/text/raster.h"
#include "tests/support/catch.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

std::size_t glyphs_without_problem(FontSet& set, const std::string& text) {
  TextRequest request;
  request.blocks = {{"ko", text}};
  request.box = {1000, 200};
  const auto layout = lay_out(request, set);
  CHECK(layout.problems.empty());
  return layout.lines.at(0).glyphs.size();
}

TEST_CASE("a missing font is told once, with the package that brings it, and the rest goes on") {
  FontConfig config = test::shipped_fonts();
  const FontFace gone{"/nowhere/Brand.ttf", 0, "fonts-brand"};
  config.roles["body"][0].regular.insert(config.roles["body"][0].regular.begin(), gone);
  config.roles["display"][0].regular.insert(config.roles["display"][0].regular.begin(), gone);
  auto set = FontSet::create(config, test::mapped_fonts());
  REQUIRE(set.has_value());
  REQUIRE(set->problems().size() == 1);
  CHECK(set->problems()[0].en.find("apt install fonts-brand") != std::string::npos);
  CHECK(set->problems()[0].ko.find("apt install fonts-brand") != std::string::npos);
  CHECK(set->problems()[0].ko.find("/nowhere/Brand.ttf") != std::string::npos);
  CHECK(glyphs_without_problem(*set, "감귤") == 2);
}

TEST_CASE("no font at all is an error that names the first one missing") {
  FontConfig config;
  config.roles["body"] = {{{}, {{"/nowhere/A.ttf", 0, "fonts-a"}}, {}}};
  const auto set = FontSet::create(config, test::mapped_fonts());
  REQUIRE_FALSE(set.has_value());
  CHECK(set.error().kind == ErrorKind::not_found);
  CHECK(set.error().message.ko.find("fonts-a") != std::string::npos);
  CHECK_FALSE(FontSet::create({}, test::mapped_fonts()).has_value());
}

TEST_CASE("a file that is no font is left out and told") {
  const std::string junk = "this is not a font, however long it may go on";
  FontConfig config = test::shipped_fonts();
  config.emoji = {{"/junk.ttf", 0, ""}};
  const auto fonts = test::mapped_fonts();
  const FontBytes bytes = [&](const std::filesystem::path& file) -> Result<std::span<const std::byte>> {
    if (file == "/junk.ttf")
      return std::as_bytes(std::span(junk));
    return fonts(file);
  };
  auto set = FontSet::create(config, bytes);
  REQUIRE(set.has_value());
  REQUIRE(set->problems().size() == 1);
  CHECK(set->problems()[0].ko.find("손상") != std::string::npos);
}

TEST_CASE("a font that is cut short or full of wrong bytes is told, and never a crash") {
  const auto fonts = test::mapped_fonts();
  FontConfig config = test::shipped_fonts();
  const std::filesystem::path file = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
  const auto whole = fonts(file).value();
  std::vector<std::byte> bytes;
  const FontBytes damaged = [&](const std::filesystem::path& asked) -> Result<std::span<const std::byte>> {
    return asked == file ? std::span<const std::byte>(bytes) : fonts(asked);
  };
  TextRequest request;
  request.blocks = {{"vi", "Chợ Olle mở cửa 9:00"}, {"en", "AVATAR"}};
  request.box = {800, 200};
  std::mt19937 random(20261122);
  const auto draw = [&] {
    auto set = FontSet::create(config, damaged);
    REQUIRE(set.has_value());
    GlyphCache cache;
    CHECK(rasterise(lay_out(request, *set), *set, cache) != nullptr);
    return set->problems().size();
  };
  size_t told = 0;
  for (int part = 0; part < 16; ++part) {
    CAPTURE(part);
    bytes.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size()) * part / 16);
    told += draw() > 0 ? 1 : 0;
  }
  CHECK(told > 0);
  for (int round = 0; round < 40; ++round) {
    CAPTURE(round);
    bytes.assign(whole.begin(), whole.end());
    const size_t most =
        round < 20 ? 2000 : bytes.size();  // the directory and the first tables, then anywhere
    for (int i = 0; i < 200; ++i)
      bytes[random() % most] = static_cast<std::byte>(random());
    draw();
  }
}

TEST_CASE("an index beyond the collection is a fault of the list, not a crash") {
  FontConfig config = test::shipped_fonts();
  config.last_resort.front().index = 99;
  auto set = FontSet::create(config, test::mapped_fonts());
  REQUIRE(set.has_value());
  CHECK(set->problems().size() == 1);
}

TEST_CASE("a role that is not there is body") {
  TextRequest request;
  request.blocks = {{"ko", "감귤"}};
  request.box = {1000, 200};
  const auto body = lay_out(request, test::font_set());
  request.font = "no-such-role";
  const auto other = lay_out(request, test::font_set());
  CHECK(other.lines.at(0).glyphs.at(0).face == body.lines.at(0).glyphs.at(0).face);
}

TEST_CASE("bold has its own face, and display is bold even where regular is asked") {
  TextRequest request;
  request.blocks = {{"ko", "감귤"}};
  request.box = {1000, 200};
  const auto face = [&] { return lay_out(request, test::font_set()).lines.at(0).glyphs.at(0).face; };
  const FaceId regular = face();
  request.weight = Weight::bold;
  const FaceId bold = face();
  request.weight = Weight::regular;
  request.font = "display";
  CHECK(bold != regular);
  CHECK(face() == bold);
}

}  // namespace
}  // namespace madang
