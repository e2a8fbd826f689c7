// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/fit.h"

#include "player/text/shape.h"
#include "tests/support/catch.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

std::vector<ShapedTextPtr> shaped(const TextRequest& request) {
  std::vector<ShapedTextPtr> out;
  for (const auto& block : request.blocks) {
    out.push_back(shape(shape_request(request, block), test::font_set().faces()));
  }
  return out;
}

TextRequest request(std::vector<TaggedText> blocks, Size box, double size) {
  TextRequest out;
  out.blocks = std::move(blocks);
  out.box = box;
  out.size = size;
  return out;
}

TEST_CASE("what fits keeps the size asked for") {
  const auto asked = request({{"ko", "감귤"}}, {1000, 200}, 47.3);
  CHECK(fit_size(asked, shaped(asked)).size == 47.3);
}

TEST_CASE("shrink finds the largest size: one step more does not fit") {
  const std::vector<TaggedText> four = {{"ko", "가을 감귤 축제에 오신 것을 환영합니다"},
                                        {"en", "Welcome to the autumn tangerine festival"},
                                        {"zh-Hans", "欢迎来到秋季柑橘节"},
                                        {"ja", "秋のみかん祭りへようこそ"}};
  for (const Size box :
       {Size{300, 300}, Size{640, 480}, Size{1234, 222}, Size{1920, 1080}, Size{350, 1900}}) {
    CAPTURE(box.width, box.height);
    const auto asked = request(four, box, 400);
    const auto blocks = shaped(asked);
    const auto fitted = fit_size(asked, blocks);
    REQUIRE(fitted.fits);
    const auto here = measure(asked, blocks, fitted.size);
    CHECK(here.height <= box.height + 0.01);
    CHECK_FALSE(here.wide);
    const auto more = measure(asked, blocks, fitted.size + k_size_step);
    CHECK((more.height > box.height || more.wide || more.cuts));
  }
}

TEST_CASE("a smaller headline is better than a word cut in two") {
  const auto asked = request({{"ko", "올레시장"}}, {300, 400}, 100);
  const auto fitted = fit_size(asked, shaped(asked));
  CHECK_FALSE(fitted.cuts_words);
  CHECK(fitted.size == Approx(81).margin(2));
}

TEST_CASE("a word that would have to shrink below half its size is cut instead") {
  const auto asked = request({{"ko", "아주아주아주아주긴이름의가게"}}, {300, 400}, 100);
  const auto fitted = fit_size(asked, shaped(asked));
  CHECK(fitted.fits);
  CHECK(fitted.cuts_words);
  CHECK(fitted.size > 40);
}

TEST_CASE("without shrink the size is kept and the overflow told") {
  auto asked = request({{"ko", "가 나 다 라 마 바 사"}}, {60, 60}, 50);
  asked.fit = TextFit::none;
  const auto fitted = fit_size(asked, shaped(asked));
  CHECK(fitted.size == 50);
  CHECK_FALSE(fitted.fits);
}

TEST_CASE("shrinking ends at the least size, and says that the text does not fit") {
  auto asked = request({{"ko", std::string(3000, 'x')}}, {60, 60}, 50);
  asked.least_size = 12;
  const auto fitted = fit_size(asked, shaped(asked));
  CHECK(fitted.size == 12);
  CHECK_FALSE(fitted.fits);
}

}  // namespace
}  // namespace madang
