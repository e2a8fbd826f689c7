// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/dump.h"
#include "tests/support/golden.h"
#include "tests/support/test_fonts.h"

// Layouts as text in tests/golden/text. MADANG_ACCEPT=1 writes what is there now; a difference is kept beside
// the test programs as NAME.actual.txt.
namespace madang {
namespace {

void compare(const std::string& name, const TextRequest& request) {
  const std::string actual = dump(request, lay_out(request, test::font_set()), test::font_set());
  test::check_golden(std::filesystem::path(MADANG_SOURCE_DIR "/tests/golden/text") / (name + ".txt"), actual);
}

TextRequest request(std::vector<TaggedText> blocks, Size box, double size) {
  TextRequest out;
  out.blocks = std::move(blocks);
  out.box = box;
  out.size = size;
  return out;
}

TEST_CASE("golden: a headline with a price") {
  auto headline = request({{"ko", "올레시장 감귤\n10kg 30,000원"}}, {900, 380}, 130);
  headline.font = "display";
  compare("headline", headline);
}

TEST_CASE("golden: four languages under each other") {
  compare("four-languages", request({{"ko", "가을 감귤 축제"},
                                     {"en", "Autumn tangerine festival"},
                                     {"zh-Hans", "秋季柑橘节"},
                                     {"ja", "秋のみかん祭り"}},
                                    {640, 400}, 80));
}

TEST_CASE("golden: a Korean paragraph, between eojeol and between syllables") {
  auto paragraph =
      request({{"ko",
                "영업시간은 9:00~18:00(연중무휴)이며 2층 주차장은 3,000원부터 이용하실 수 있습니다. "
                "카페·베이커리 골목도 들러 주세요."}},
              {420, 400}, 34);
  paragraph.fit = TextFit::none;
  paragraph.align = Align::start;
  compare("paragraph-word", paragraph);
  paragraph.line_break = TextBreak::syllable;
  compare("paragraph-syllable", paragraph);
}

TEST_CASE("golden: right to left with numbers and other scripts inside") {
  auto arabic = request(
      {{"ar", "السوق مفتوح من 9:00 إلى 18:00 في Olle Market (제주)!"}, {"he", "השוק פתוח 9:00-18:00"}},
      {620, 300}, 48);
  arabic.align = Align::start;
  compare("right-to-left", arabic);
}

TEST_CASE("golden: scripts that reorder and stack") {
  compare("stacking",
          request({{"th", "ยินดีต้อนรับสู่ตลาด 3,000 วอน"}, {"hi", "बाज़ार में आपका स्वागत है"}, {"vi", "Chợ mở cửa"}},
                  {700, 300}, 48));
}

TEST_CASE("golden: old Hangul, emoji and what is missing") {
  compare("odd-ones",
          request({{"ko", "\u1112\u119E\u11AB글 축제🎉 👨‍👩‍👧‍👦 1️⃣ \U000F0000"}},
                  {700, 200}, 48));
}

}  // namespace
}  // namespace madang
