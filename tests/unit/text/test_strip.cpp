// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/layout.h"

#include "tests/support/catch.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

TextRequest request(std::vector<TaggedText> blocks) {
  TextRequest out;
  out.blocks = std::move(blocks);
  out.box = {1920, 80};
  out.size = 40;
  return out;
}

TEST_CASE("a strip is all blocks on one line, as long as their widths and gaps") {
  const auto strip = lay_out_strip(request({{"ko", "오늘 밤 야시장"}, {"en", "Night market tonight"}}), 100,
                                   test::font_set());
  REQUIRE(strip.lines.size() == 2);
  CHECK(strip.lines[0].x == 0);
  CHECK(strip.lines[1].x == Approx(strip.lines[0].width + 100));
  CHECK(strip.lines[0].baseline == Approx(strip.lines[1].baseline).margin(1));
  const double length = strip.lines[0].width + strip.lines[1].width + 200;
  CHECK(strip.box.width >= length);
  CHECK(strip.box.width < length + 1);
  CHECK(strip.box.height == 80);
  CHECK(strip.problems.empty());
}

TEST_CASE("newlines part messages, empty ones take no room") {
  const auto strip = lay_out_strip(request({{"ko", "하나\n\n둘\n"}}), 50, test::font_set());
  CHECK(strip.lines.size() == 2);
}

TEST_CASE("a strip that begins right to left runs from its right end") {
  const auto strip = lay_out_strip(request({{"ar", "السوق"}, {"ar", "مفتوح"}}), 100, test::font_set());
  REQUIRE(strip.lines.size() == 2);
  CHECK(strip.lines[0].x > strip.lines[1].x);
  CHECK(strip.lines[0].x + strip.lines[0].width == Approx(strip.box.width));
  CHECK(strip.lines[1].x == Approx(100).margin(1));
}

TEST_CASE("a strip too high for its zone shrinks: where it may not, it says so") {
  auto asked = request({{"ko", "크다"}});
  asked.size = 200;
  CHECK(lay_out_strip(asked, 10, test::font_set()).size == Approx(80 / 1.35));
  asked.fit = TextFit::none;
  const auto kept = lay_out_strip(asked, 10, test::font_set());
  CHECK(kept.size == 200);
  REQUIRE(kept.problems.size() == 1);
  CHECK(kept.problems[0].kind == TextProblem::Kind::does_not_fit);
}

TEST_CASE("an empty strip has no length") {
  CHECK(lay_out_strip(request({{"ko", ""}}), 50, test::font_set()).box.width == 0);
}

}  // namespace
}  // namespace madang
