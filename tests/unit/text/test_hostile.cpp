// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <limits>
#include <random>

#include "player/text/layout.h"
#include "player/text/raster.h"
#include "tests/support/catch.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

TextLayout drawn(const std::string& text, LanguageTag language = "ko") {
  TextRequest request;
  request.blocks = {{std::move(language), text}};
  request.box = {800, 600};
  request.size = 60;
  auto layout = lay_out(request, test::font_set());
  GlyphCache cache(size_t{1} << 20);
  rasterise(layout, test::font_set(), cache);
  return layout;
}

std::string repeated(std::string_view piece, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i)
    out += piece;
  return out;
}

bool told(const TextLayout& layout, TextProblem::Kind kind) {
  return std::any_of(layout.problems.begin(), layout.problems.end(),
                     [&](const TextProblem& p) { return p.kind == kind; });
}

// Each of these must end, in bounded time and memory, and tell what is wrong.
TEST_CASE("a megabyte in one paragraph is cut and reported") {
  CHECK(told(drawn(repeated("끝이없는글", (1 << 20) / 15)), TextProblem::Kind::does_not_fit));
  CHECK(told(drawn(std::string(1 << 20, '\n')), TextProblem::Kind::does_not_fit));
  CHECK(told(drawn(std::string(1 << 20, 'a')), TextProblem::Kind::does_not_fit));
  CHECK(told(drawn(std::string(1 << 20, '\xFF')), TextProblem::Kind::invalid_utf8));
}

TEST_CASE("ten thousand combining marks on one letter") {
  drawn("a" + repeated("\u0301", 10'000));
  drawn("a" + repeated("\u0301\u0323", 5'000));
  drawn("\u0E01" + repeated("\u0E49", 10'000), "th");
  drawn("\u0628" + repeated("\u064E\u0651", 5'000), "ar");
}

TEST_CASE("bidi controls that never close, and too many of them") {
  drawn(repeated("\u202E", 5'000) + "끝");
  drawn(repeated("\u2067a\u202Bب", 3'000));
  drawn(repeated("(", 9'000) + repeated(")", 9'000));
}

TEST_CASE("a right-to-left override in one block does not touch its neighbours") {
  TextRequest request;
  request.box = {800, 600};
  request.blocks = {{"ko", "가격 3,000원"}, {"en", "price 3,000"}};
  const auto plain = lay_out(request, test::font_set());
  request.blocks[0].text = "\u202E가격 3,000원";
  const auto hostile = lay_out(request, test::font_set());
  REQUIRE(plain.lines.size() == 2);
  REQUIRE(hostile.lines.size() == 2);
  REQUIRE(plain.lines[1].glyphs.size() == hostile.lines[1].glyphs.size());
  for (size_t i = 0; i < plain.lines[1].glyphs.size(); ++i) {
    CHECK(plain.lines[1].glyphs[i].glyph == hostile.lines[1].glyphs[i].glyph);
    CHECK(plain.lines[1].glyphs[i].x == hostile.lines[1].glyphs[i].x);
  }
}

TEST_CASE("lone regional indicators, joiners, selectors and jamo") {
  for (const std::string text : {"🇰", "\u200D", "\uFE0F", "\u1160", "\u302E", "\u0E33", "🏴󠁧",
                                 "\u200D🎉\u200D", "\uFFFF", "\u034F"}) {
    CAPTURE(text);
    drawn(text);
    drawn("가" + text + "나");
  }
}

TEST_CASE("random bytes and random code points") {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    std::string bytes;
    for (int i = 0; i < 300; ++i)
      bytes += static_cast<char>(random() % 256);
    drawn(bytes, round % 2 == 0 ? "ar" : "ko");
  }
}

TEST_CASE("sizes and boxes without sense are brought to sense") {
  TextRequest request;
  request.blocks = {{"ko", "가 나"}, {"not a tag!", "나"}, {"", "다"}};
  for (const double size : {-1.0, 0.0, 1e300, std::numeric_limits<double>::quiet_NaN()}) {
    for (const Size box : {Size{0, 0}, Size{-5, 7}, Size{1, 1}, Size{1'000'000, 3}}) {
      request.size = size;
      request.box = box;
      const auto layout = lay_out(request, test::font_set());
      CHECK(layout.size >= 1);
      CHECK(layout.size <= 4096);
      CHECK(lay_out_strip(request, 10, test::font_set()).size >= 1);
    }
  }
  request.blocks.clear();
  CHECK(lay_out(request, test::font_set()).lines.empty());
}

}  // namespace
}  // namespace madang
