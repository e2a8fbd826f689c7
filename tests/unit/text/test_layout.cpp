// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/layout.h"

#include <cmath>
#include <map>

#include "player/text/ink.h"
#include "player/text/raster.h"
#include "tests/support/catch.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

TextRequest request(std::vector<TaggedText> blocks, Size box = {800, 400}, double size = 50) {
  TextRequest out;
  out.blocks = std::move(blocks);
  out.box = box;
  out.size = size;
  return out;
}

TextLayout laid(const TextRequest& asked) {
  return lay_out(asked, test::font_set());
}

TEST_CASE("composed and decomposed Hangul give the same glyphs in the same places") {
  const auto nfc = laid(request({{"ko", "한글 각"}}));
  const auto nfd = laid(request({{"ko", "\u1112\u1161\u11AB\u1100\u1173\u11AF \u1100\u1161\u11A8"}}));
  REQUIRE(nfc.lines.size() == 1);
  REQUIRE(nfd.lines.size() == 1);
  REQUIRE(nfc.lines[0].glyphs.size() == nfd.lines[0].glyphs.size());
  for (size_t i = 0; i < nfc.lines[0].glyphs.size(); ++i) {
    CHECK(nfc.lines[0].glyphs[i].glyph == nfd.lines[0].glyphs[i].glyph);
    CHECK(nfc.lines[0].glyphs[i].x == nfd.lines[0].glyphs[i].x);
  }
}

TEST_CASE("start and end follow the reading direction") {
  auto asked = request({{"ko", "시장"}, {"ar", "السوق"}});
  asked.align = Align::start;
  auto layout = laid(asked);
  CHECK(layout.lines[0].x == 0);
  CHECK(layout.lines[1].x + layout.lines[1].width == Approx(800));
  asked.align = Align::end;
  layout = laid(asked);
  CHECK(layout.lines[0].x + layout.lines[0].width == Approx(800));
  CHECK(layout.lines[1].x == 0);
  asked.align = Align::centre;
  layout = laid(asked);
  for (const auto& line : layout.lines)
    CHECK(line.x + line.width / 2 == Approx(400));
}

TEST_CASE("Arabic is placed right to left, a number inside it left to right") {
  const auto layout = laid(request({{"ar", "من 9:05"}}));
  std::map<std::uint32_t, double> x;
  for (const auto& glyph : layout.lines.at(0).glyphs)
    x[glyph.cluster] = glyph.x;
  CHECK(x.at(0) > x.at(2));  // م before ن, so farther right
  CHECK(x.at(2) > x.at(5));
  CHECK(x.at(5) < x.at(6));  // 9 before :
  CHECK(x.at(6) < x.at(8));
}

TEST_CASE("line height comes from the first face alone, whatever else stands on the line") {
  auto asked = request({{"ko", "가\nสวัสดี ကြိုဆို 🎉\n나"}});
  const auto layout = laid(asked);
  REQUIRE(layout.lines.size() == 3);
  CHECK(layout.lines[1].baseline - layout.lines[0].baseline == Approx(1.35 * 50));
  CHECK(layout.lines[2].baseline - layout.lines[1].baseline == Approx(1.35 * 50));
}

TEST_CASE("blocks stand under each other with a gap, the whole where it is wanted") {
  auto asked = request({{"ko", "시장"}, {"en", "Market"}});
  asked.vertical_align = VerticalAlign::top;
  const auto top = laid(asked);
  CHECK(top.lines[1].baseline - top.lines[0].baseline == Approx((1.35 + 0.35) * 50));
  asked.vertical_align = VerticalAlign::bottom;
  const auto bottom = laid(asked);
  const double height = (1.35 * 2 + 0.35) * 50;
  CHECK(bottom.lines[0].baseline - top.lines[0].baseline == Approx(400 - height));
}

TEST_CASE("a note below a number is smaller, keeps its words on a line, and counts for the height") {
  auto asked = request({{"en", "173"}, {"en", "as\u00A0of\u00A010:52\u00A0AM"}}, {500, 400}, 200);
  asked.scales = {1, 1.0 / 3};
  const auto layout = laid(asked);
  REQUIRE(layout.lines.size() == 2);
  CHECK(layout.size == 200);
  CHECK_FALSE(layout.cuts_words);
  CHECK(layout.lines[0].size == 200);
  CHECK(layout.lines[1].size == Approx(200 / 3.0));
  const double note = (1.35 + 0.35) * 200 / 3;
  const double top = (400 - (1.35 * 200 + note)) / 2;
  CHECK(layout.lines[0].baseline > top);
  CHECK(layout.lines[1].baseline < 400 - top);
  CHECK(layout.lines[1].baseline - layout.lines[0].baseline < 1.35 * 200);
  // What is measured and what is drawn agree about its size.
  const Rect ink = ink_of(layout, test::font_set());
  GlyphCache cache;
  const auto drawn = rasterise(layout, test::font_set(), cache);
  CHECK(std::abs(ink.y + ink.height - drawn->ink.y - drawn->ink.height) <= 1);
  CHECK(std::abs(ink.x - drawn->ink.x) <= 1);

  // A note that is too wide makes the whole smaller, as any line does.
  asked.scales = {1, 1};
  CHECK(laid(asked).lines.back().size < 200);
  asked.scales = {1, 0.5};
  const auto smaller = laid(asked);
  CHECK(smaller.size < 200);
  CHECK(smaller.lines[1].size == Approx(smaller.size / 2));
}

TEST_CASE("a note that there is no room for is left out, and the number stays") {
  auto asked = request({{"ko", "173"}, {"ko", "오전 10:52 기준"}}, {500, 280}, 200);
  asked.scales = {1, 0.5};
  asked.fit = TextFit::none;
  const auto layout = laid(asked);
  REQUIRE(layout.lines.size() == 1);
  CHECK(layout.problems.size() == 1);
}

TEST_CASE("Hangul stands in the middle of a box that is as high as its line") {
  const auto layout = laid(request({{"ko", "한"}}, {200, 100}, 70));
  // 한 of Noto Sans CJK reaches from about -0.09 to 0.85 em.
  CHECK(layout.lines[0].baseline == Approx(50 + 0.38 * 70).margin(2));
}

TEST_CASE("problems point at the byte of the block they are in") {
  const auto layout = laid(request({{"ko", "가나"}, {"en", "a\xFFq\U000F0000"}}));
  REQUIRE(layout.problems.size() == 2);
  CHECK(layout.problems[0] == TextProblem{TextProblem::Kind::invalid_utf8, 1, 1, 0});
  CHECK(layout.problems[1] == TextProblem{TextProblem::Kind::missing_glyph, 1, 3, 0xF0000});
}

TEST_CASE(
    "what does not fit is told at the first line that leaves the box, and its beginning stays in sight") {
  auto asked = request({{"ko", "하나\n둘\n셋"}}, {400, 150}, 60);
  asked.fit = TextFit::none;
  const auto layout = laid(asked);
  REQUIRE(layout.problems.size() == 1);
  CHECK(layout.problems[0] == TextProblem{TextProblem::Kind::does_not_fit, 0, 7, 0});
  CHECK(layout.lines[0].baseline < 81);
}

TEST_CASE("what there is no room for is left out, and an ellipsis says so inside the box") {
  auto asked = request({{"ko", "올레시장 감귤 축제 안내"}}, {345, 75}, 50);
  asked.fit = TextFit::none;
  auto layout = laid(asked);
  REQUIRE(layout.lines.size() == 1);
  const LaidLine& line = layout.lines[0];
  CHECK(line.width <= 345);
  CHECK(line.end == std::string("올레시장 감귤").size());
  CHECK(line.glyphs.back().cluster == line.end);
  CHECK(line.glyphs.back().x > line.glyphs[line.glyphs.size() - 2].x);
  CHECK(layout.problems.size() == 1);

  // Arabic ends at the left, and so does its ellipsis.
  asked.blocks = {{"ar", "السوق مفتوح كل يوم"}};
  asked.box = {200, 75};
  layout = laid(asked);
  REQUIRE(layout.lines.size() == 1);
  CHECK(layout.lines[0].glyphs.front().cluster == layout.lines[0].end);
  CHECK(layout.lines[0].glyphs.front().x < layout.lines[0].glyphs[1].x);
  CHECK(layout.lines[0].width <= 200);

  // A bracket at the head leaves its white out, and the ellipsis stands right behind the words all the same.
  asked.blocks = {{"ja", "「市場」へようこそ"}};
  asked.box = {200, 75};
  asked.align = Align::start;
  layout = laid(asked);
  REQUIRE(layout.lines.size() == 1);
  const auto& glyphs = layout.lines[0].glyphs;
  CHECK(glyphs.back().x - glyphs[glyphs.size() - 2].x == Approx(50));

  // A box narrower than the ellipsis still shows it, and nothing breaks.
  asked.blocks = {{"ko", "가나 다라"}};
  asked.box = {5, 5};
  CHECK(laid(asked).lines.size() == 1);
}

TEST_CASE("the same request gives the same layout") {
  const auto asked = request({{"ko", "같은 것은 같게"}});
  const auto once = laid(asked);
  const auto again = laid(asked);
  REQUIRE(once.lines.size() == again.lines.size());
  CHECK(once.lines[0].x == again.lines[0].x);
  CHECK(once.lines[0].glyphs.size() == again.lines[0].glyphs.size());
}

}  // namespace
}  // namespace madang
