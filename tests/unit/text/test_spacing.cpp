// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/spacing.h"

#include "player/text/layout.h"
#include "tests/support/catch.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

/// Width of the text on one line, em.
double width(std::string_view text, std::string_view language) {
  TextRequest request;
  request.blocks = {{std::string(language), std::string(text)}};
  request.box = {10'000, 400};
  request.size = 100;
  const auto layout = lay_out(request, test::font_set());
  REQUIRE(layout.lines.size() == 1);
  return layout.lines[0].width / 100;
}

TEST_CASE("Han and kana stand an eighth of an em from Latin and digits, Hangul does not") {
  const double digits = width("30", "ja");
  CHECK(width("約30分", "ja") == Approx(2 + digits + 0.25));
  CHECK(width("约30分", "zh-Hans") == Approx(2 + width("30", "zh-Hans") + 0.25));
  CHECK(width("約 30 分", "ja") == Approx(2 + digits + 2 * (width("約 30", "ja") - 1 - digits)));
  CHECK(width("약30분", "ko") == Approx(width("약", "ko") + width("30", "ko") + width("분", "ko")));
  CHECK(width("ナイトマーケット", "ja") == Approx(8));
  CHECK(width("人々", "ja") == Approx(2));
  CHECK(width("fi金", "ja") == Approx(width("fi", "ja") + 1.125));
  CHECK(width("月\u206030", "ja") == Approx(width("月30", "ja")));
}

TEST_CASE("full-width marks that meet share their white") {
  CHECK(width("甲」乙", "ja") == Approx(3));
  CHECK(width("甲」「乙", "ja") == Approx(3.5));
  CHECK(width("甲。」乙", "ja") == Approx(3.5));
  CHECK(width("甲「『乙", "ja") == Approx(3.5));
  // Stops in the middle of their em have nothing to share, but the brackets beside them do.
  CHECK(width("甲。乙", "zh-Hant") == Approx(3));
  CHECK(width("甲。」乙", "zh-Hant") == Approx(4));
  CHECK(width("甲」，乙", "zh-Hant") == Approx(3.5));
  CHECK(width("甲，「乙", "zh-Hant") == Approx(3.5));
}

TEST_CASE("at the edges of a line marks leave their white out, and hang nothing over it") {
  CHECK(width("「市場」", "ja") == Approx(3));
  CHECK(width("市場。", "ja") == Approx(2.5));
  CHECK(width("「어물전」", "ko") == Approx(1 + width("어물전", "ko")));
  CHECK(width("가「나」다", "ko") == Approx(2 + width("가나다", "ko")));
  TextRequest request;
  request.blocks = {{"ja", "「市場」へようこそ"}};
  request.box = {300, 400};
  request.size = 100;
  request.fit = TextFit::none;
  request.align = Align::start;
  const auto layout = lay_out(request, test::font_set());
  // The bracket's ink is in the right half of its em: its origin lies half an em before the line.
  CHECK(layout.lines[0].glyphs[0].x == Approx(-50));
  CHECK(layout.lines[0].glyphs[1].x == Approx(50));
  CHECK(layout.lines[0].glyphs.size() == 4);
  CHECK(layout.lines[0].width == Approx(300));
}

TEST_CASE("a line that ends before Latin has no space for it there") {
  TextRequest request;
  request.blocks = {{"ja", "約30分"}};
  request.box = {130, 600};
  request.size = 100;
  request.fit = TextFit::none;
  const auto layout = lay_out(request, test::font_set());
  REQUIRE(layout.lines.size() == 3);
  CHECK(layout.lines[0].width == Approx(100));
  CHECK(layout.lines[1].width == Approx(100 * width("30", "ja")));
}

}  // namespace
}  // namespace madang
