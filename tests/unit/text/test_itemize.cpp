// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/itemize.h"

#include <set>

#include "player/text/shape.h"
#include "tests/support/catch.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

ShapedTextPtr shaped(std::string text, LanguageTag language = "ko", std::string font = "body") {
  const TaggedText tagged{std::move(language), std::move(text)};
  return shape({tagged, font, Weight::regular, TextBreak::word}, test::font_set().faces());
}

const std::vector<ShapedRun>& runs(const ShapedTextPtr& text) {
  return text->paragraphs.front().runs;
}

std::uint32_t only_glyph(const std::string& text, const LanguageTag& language, FontSet& set,
                         const std::string& font) {
  const TaggedText tagged{language, text};
  const auto block = shape({tagged, font, Weight::regular, TextBreak::word}, set.faces());
  REQUIRE(runs(block).size() == 1);
  REQUIRE(runs(block).front().glyphs.size() == 1);
  return runs(block).front().glyphs.front().glyph;
}

TEST_CASE("one face and the language tag give each region's Han forms") {
  // The reference: each region's own face of the collection, asked without a language.
  FontConfig regions;
  for (int index = 0; index < 5; ++index) {
    FontFace face = test::shipped_fonts().roles.at("body").front().regular.front();
    face.index = index;
    regions.roles[std::to_string(index)] = {{{}, {face}, {}}};
  }
  auto reference = FontSet::create(regions, test::mapped_fonts());
  REQUIRE(reference.has_value());
  const std::vector<std::pair<LanguageTag, int>> languages = {
      {"ja", 0}, {"ko", 1}, {"zh-Hans", 2}, {"zh-Hant", 3}, {"zh-Hant-HK", 4}};
  for (const std::string han : {"直", "骨", "遍"}) {
    for (const auto& [language, index] : languages) {
      CAPTURE(han, language);
      CHECK(only_glyph(han, language, test::font_set(), "body") ==
            only_glyph(han, "und", *reference, std::to_string(index)));
    }
  }
  std::set<std::uint32_t> forms;
  for (const auto& [language, index] : languages)
    forms.insert(only_glyph("遍", language, test::font_set(), "body"));
  CHECK(forms.size() == 5);
}

TEST_CASE("old Hangul is one cluster in one face, even where the first face lacks its jamo") {
  const auto text = shaped("가\u1112\u119E\u11AB나", "ko", "round");
  REQUIRE(runs(text).size() == 3);
  CHECK(runs(text)[1].begin == 1);
  CHECK(runs(text)[1].end == 4);
  CHECK(runs(text)[1].face != runs(text)[0].face);
  CHECK(runs(text)[2].face == runs(text)[0].face);
  CHECK(text->missing.empty());
  for (const auto& glyph : runs(text)[1].glyphs)
    CHECK(glyph.unit == 1);
}

TEST_CASE("each emoji is one glyph: digits are never taken from the emoji font") {
  const auto sample = GENERATE(values<std::string>({"🎉", "👨‍👩‍👧‍👦", "🇰🇷", "1️⃣",
                                                    "👍🏽", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"}));
  CAPTURE(sample);
  const auto text = shaped(sample);
  REQUIRE(runs(text).size() == 1);
  CHECK(runs(text).front().glyphs.size() == 1);
  CHECK(runs(text).front().face != runs(shaped("가")).front().face);
  CHECK(runs(shaped("2026")).front().face == runs(shaped("가")).front().face);
}

TEST_CASE("emoji presentation follows the variation selector") {
  CHECK(is_emoji_picture(u"🎉"));
  CHECK(is_emoji_picture(u"☎\uFE0F"));
  CHECK_FALSE(is_emoji_picture(u"☎"));
  CHECK_FALSE(is_emoji_picture(u"🎉\uFE0E"));
  CHECK(is_emoji_picture(u"1\uFE0F\u20E3"));
  CHECK_FALSE(is_emoji_picture(u"1"));
}

TEST_CASE("white space stays with the word before it, so that phrases are shaped whole") {
  const auto text = shaped("สวัสดี ครับ ok", "ko");
  REQUIRE(runs(text).size() == 2);
  CHECK(runs(text)[0].end == 12);
}

TEST_CASE("brackets belong to the script around them") {
  const auto text = shaped("시장(Olle)에", "ko");
  REQUIRE(runs(text).size() == 3);
  CHECK(runs(text)[1].begin == 3);
  CHECK(runs(text)[1].end == 7);
}

TEST_CASE(
    "marks that scripts share stay with the script of the language, whatever Unicode version ICU knows") {
  CHECK(runs(shaped("감귤·과일")).size() == 1);
  CHECK(runs(shaped("금·토·일 18:00~22:00")).size() == 1);
  CHECK(runs(shaped("コーヒー、紅茶", "ja")).size() == 2);  // kana, then kanji
  CHECK(runs(shaped("「市場」", "ja")).size() == 1);
}

TEST_CASE("direction comes from the first strong letter, and numbers run left to right inside") {
  const auto arabic = shaped("السوق 9:00", "ar");
  CHECK(arabic->paragraphs.front().level == 1);
  CHECK(runs(arabic).front().level == 1);
  CHECK(runs(arabic).back().level == 2);
  CHECK(shaped("2026", "ar")->paragraphs.front().level == 1);
  CHECK(shaped("Olle السوق", "ar")->paragraphs.front().level == 0);
  CHECK(shaped("한글", "ko")->paragraphs.front().level == 0);
}

TEST_CASE("what no font has is reported with its code point and place") {
  const auto text = shaped("가\U000F0000나");
  REQUIRE(text->missing.size() == 1);
  CHECK(text->missing.front().code_point == 0xF0000);
  CHECK(text->missing.front().unit == 1);
}

TEST_CASE("the same text is shaped once") {
  CHECK(shaped("한 번만").get() == shaped("한 번만").get());
  CHECK(shaped("한 번만", "ja").get() != shaped("한 번만").get());
}

}  // namespace
}  // namespace madang
