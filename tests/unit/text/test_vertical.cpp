// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/vertical.h"

#include <algorithm>

#include "player/text/ink.h"
#include "player/text/raster.h"
#include "tests/support/catch.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

TextRequest request(std::string language, std::string text, Size box = {300, 800}) {
  TextRequest out;
  out.blocks = {{std::move(language), std::move(text)}};
  out.box = box;
  out.size = 50;
  out.align = Align::start;
  out.vertical_align = VerticalAlign::top;
  out.writing = Writing::vertical;
  return out;
}

TextLayout laid(const TextRequest& asked) {
  return lay_out(asked, test::font_set());
}

/// The glyph of the character that begins at a byte of the text.
const LaidGlyph& glyph_at(const TextLayout& layout, std::uint32_t byte) {
  for (const LaidLine& line : layout.lines) {
    for (const LaidGlyph& glyph : line.glyphs) {
      if (glyph.cluster == byte)
        return glyph;
    }
  }
  throw std::runtime_error("no glyph there");
}

std::string stances(std::u16string_view text) {
  Segmenter segmenter;
  std::string out;
  for (const Stance stance : find_stances(text, segmenter))
    out += "tufa"[static_cast<size_t>(stance)];
  return out;
}

TEST_CASE("Hangul, Han and kana stand upright, Latin and long numbers lie, short numbers share an em") {
  CHECK(stances(u"제주 市場") == "uutuu");
  CHECK(stances(u"OK") == "tt");
  CHECK(stances(u"12월 5일") == "aautau");
  CHECK(stances(u"2026년") == "ttttu");
  CHECK(stances(u"Dec 24") == "tttttt");
  CHECK(stances(u"24") == "aa");
  CHECK(stances(u"Gate 3 앞") == "tttttatu");
  CHECK(stances(u"10kg 10% 9:00") == "ttttttttttttt");
  CHECK(stances(u"「축」（제）ー") == "fuffuff");
  CHECK(stances(u"각\u0301") == "uu");
  CHECK(stances(u"오세요! 네? OK! 네!!") == "uuuatuatttttutt");
  CHECK(stances(u"").empty());
}

TEST_CASE("a vertical line runs down the middle of its column, the first at the right") {
  const TextLayout layout = laid(request("ko", "올레시장\n감귤"));
  REQUIRE(layout.lines.size() == 2);
  CHECK(layout.writing == Writing::vertical);
  CHECK(layout.box == Size{300, 800});
  const auto& first = layout.lines[0].glyphs;
  REQUIRE(first.size() == 4);
  for (size_t i = 1; i < first.size(); ++i) {
    CHECK(first[i].x == Approx(first[0].x));
    CHECK(first[i].y - first[i - 1].y == Approx(50).margin(0.01));  // a full em each
    CHECK_FALSE(first[i].turned);
  }
  CHECK(layout.lines[1].glyphs[0].x == Approx(first[0].x - 50 * 1.35));
  CHECK(layout.lines[1].glyphs[0].y == Approx(first[0].y));
}

TEST_CASE("the ink of a vertical text is inside its columns") {
  const auto asked = request("ko", "올레시장");
  GlyphCache cache;
  const auto text = rasterise(laid(asked), test::font_set(), cache);
  // One column of 1.35 em at the right edge, four em down from the top.
  CHECK(text->ink.right() <= 300);
  CHECK(text->ink.x >= 300 - 67);
  CHECK(text->ink.y >= 0);
  CHECK(text->ink.bottom() <= 200);
  CHECK(text->ink.bottom() > 180);
  const double middle = text->ink.x + text->ink.width / 2.0;
  CHECK(middle == Approx(300 - 67.5 / 2).margin(2.5));
}

TEST_CASE("outlines and pixels agree about the ink, upright and turned") {
  GlyphCache cache;
  for (const char* words : {"올레 OK 12월", "「市場」へ、2026年", "ตลาด مرحبا"}) {
    CAPTURE(words);
    for (const Writing writing : {Writing::horizontal, Writing::vertical}) {
      auto asked = request("ko", words);
      asked.writing = writing;
      const TextLayout layout = laid(asked);
      const Rect drawn = rasterise(layout, test::font_set(), cache)->ink;
      const Rect told = ink_of(layout, test::font_set());
      CHECK(std::abs(drawn.x - told.x) <= 1);
      CHECK(std::abs(drawn.y - told.y) <= 1);
      CHECK(std::abs(drawn.right() - told.right()) <= 1);
      CHECK(std::abs(drawn.bottom() - told.bottom()) <= 1);
    }
  }
}

TEST_CASE("Latin lies on its side, as long as it is wide") {
  const TextLayout layout = laid(request("en", "Market"));
  auto flat = request("en", "Market");
  flat.writing = Writing::horizontal;
  const TextLayout level = laid(flat);
  CHECK(layout.lines.at(0).width == Approx(level.lines.at(0).width));
  for (const LaidGlyph& glyph : layout.lines[0].glyphs)
    CHECK(glyph.turned);
  GlyphCache cache;
  const Rect down = rasterise(layout, test::font_set(), cache)->ink;
  const Rect along = rasterise(level, test::font_set(), cache)->ink;
  CHECK(std::abs(down.height - along.width) <= 1);
  CHECK(std::abs(down.width - along.height) <= 1);
}

TEST_CASE("two digits stand side by side in one em and are never parted") {
  const TextLayout layout = laid(request("ja", "12月25日"));
  const LaidGlyph& one = glyph_at(layout, 0);
  const LaidGlyph& two = glyph_at(layout, 1);
  CHECK(one.y == Approx(two.y));
  CHECK(two.x - one.x == Approx(25).margin(0.5));  // half an em
  CHECK_FALSE(one.turned);
  CHECK(layout.lines.at(0).width == Approx(200).margin(0.01));
  auto narrow = request("ja", "12", {300, 20});
  narrow.fit = TextFit::none;
  CHECK(laid(narrow).lines.size() == 1);
}

TEST_CASE("brackets take the form that a font has for vertical lines, and lie where it has none") {
  const TextLayout noto = laid(request("ja", "「祭」"));
  auto flat = request("ja", "「祭」");
  flat.writing = Writing::horizontal;
  CHECK_FALSE(glyph_at(noto, 0).turned);
  CHECK(glyph_at(noto, 0).glyph != glyph_at(laid(flat), 0).glyph);

  auto round = request("ko", "「축제」");
  round.font = "round";  // Nanum has none
  CHECK(glyph_at(laid(round), 0).turned);
  CHECK_FALSE(glyph_at(laid(round), 3).turned);
}

TEST_CASE("a vertical text shrinks to the height of its box, and says so where it cannot") {
  const TextLayout fits = laid(request("ko", "어서 오세요", {300, 120}));
  CHECK(fits.size < 50);
  CHECK(fits.problems.empty());
  for (const LaidLine& line : fits.lines)
    CHECK(line.width <= 120.01);
  auto asked = request("ko", std::string(3000, 'a'), {40, 40});
  asked.least_size = 20;
  const TextLayout over = laid(asked);
  REQUIRE_FALSE(over.problems.empty());
  CHECK(over.problems[0].kind == TextProblem::Kind::does_not_fit);
}

TEST_CASE("a direction that is asked for wins over the first letter") {
  auto asked = request("ko", "abc 가나", {800, 300});
  asked.writing = Writing::horizontal;
  CHECK(laid(asked).lines.at(0).x == Approx(0));
  asked.direction = TextDirection::right_to_left;
  const TextLayout layout = laid(asked);
  CHECK(layout.lines.at(0).x + layout.lines[0].width == Approx(800));
  CHECK(glyph_at(layout, 0).x < 800);
  CHECK(glyph_at(layout, 4).x > glyph_at(layout, 0).x);  // both are left to right: one run
  asked.blocks = {{"ar", "السوق 3"}};
  asked.direction = TextDirection::left_to_right;
  CHECK(laid(asked).lines.at(0).x == Approx(0));
}

}  // namespace
}  // namespace madang
