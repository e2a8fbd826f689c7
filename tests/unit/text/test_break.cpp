// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/break.h"

#include "player/text/utf8.h"
#include "tests/support/catch.h"

namespace madang {
namespace {

/// The text with | where a line may begin at `least` or better.
std::string marked(std::string_view text, std::string_view language, TextBreak mode = TextBreak::word,
                   BreakLevel least = BreakLevel::tight) {
  static Segmenter segmenter;
  const auto clean = clean_utf8(text, 10'000);
  const auto levels = find_breaks(clean.text, language, mode, segmenter);
  std::string out;
  for (size_t i = 0; i < clean.text.size(); ++i) {
    if (i > 0 && levels[i].level >= least)
      out += '|';
    out += text.substr(clean.bytes[i], clean.bytes[i + 1] - clean.bytes[i]);
  }
  return out;
}

struct Case {
  std::string_view language;
  std::string_view text;
  std::string_view expected;
};

TEST_CASE("Korean breaks between eojeol and nowhere else") {
  const auto sample = GENERATE(values<Case>({
      {"ko", "올레시장 감귤 축제", "올레시장 |감귤 |축제"},
      {"ko", "3,000원 할인", "3,000원 |할인"},
      {"ko", "2층 식당", "2층 |식당"},
      {"ko", "귤 10kg 한 상자", "귤 |10kg |한 |상자"},
      {"ko", "9:00~18:00 영업", "9:00~18:00 |영업"},
      {"ko", "상자당 ~5,000원 할인", "상자당 |~5,000원 |할인"},
      {"ko", "3,000원~5,000원", "3,000원~5,000원"},
      {"ko", "카페·베이커리 골목", "카페·베이커리 |골목"},
      {"ko", "카페 · 베이커리", "카페 · |베이커리"},
      {"ko", "감귤(노지) 판매", "감귤(노지) |판매"},
      {"ko", "시장(市場)에서 만나요", "시장(市場)에서 |만나요"},
      {"ko", "축제🎉 한마당", "축제🎉 |한마당"},
      {"ko", "Olle시장 5분", "Olle시장 |5분"},
      {"ko", "₩3,000 부터", "₩3,000 |부터"},
      {"ko", "그리고…… 끝", "그리고…… |끝"},
      {"ko", "안녕!반가워요 여러분", "안녕!반가워요 |여러분"},
      {"ko", "Olle Market open", "Olle |Market |open"},
      {"ko", "大阪市場 本店", "大阪市場 |本店"},
  }));
  CAPTURE(sample.text);
  CHECK(marked(sample.text, sample.language) == sample.expected);
}

TEST_CASE("between syllables where the paragraph asks, but never inside a price or at a wrong head") {
  const auto sample = GENERATE(values<Case>({
      {"ko", "올레 시장", "올|레 |시|장"},
      {"ko", "값은 3,000원 입니다.", "값|은 |3,000원 |입|니|다."},
      {"ko", "카페·빵(2층)", "카|페·|빵|(2층)"},
      {"ko", "3,000원~5,000원", "3,000원~5,000원"},
      {"ko", "9:00~18:00", "9:00~18:00"},
      {"ko", "그는 —— 갔다", "그|는 |—— |갔|다"},
  }));
  CAPTURE(sample.text);
  CHECK(marked(sample.text, sample.language, TextBreak::syllable) == sample.expected);
}

TEST_CASE("an eojeol longer than the line has inner places that hurt least") {
  CHECK(marked("카페·베이커리3,000원", "ko", TextBreak::word, BreakLevel::inner) ==
        "카|페·|베|이|커|리|3,000원");
}

TEST_CASE("Japanese breaks between phrases, and inside one only where it must") {
  const auto sample = GENERATE(values<Case>({
      {"ja", "今日は、みかんがおいしいです。", "今日は、|みかんが|おいしいです。"},
      {"ja", "みかん10kgをZeroPayで", "みかん|10kgを|ZeroPayで"},
      {"ja", "営業時間9:00~18:00", "営業|時間|9:00~18:00"},
  }));
  CAPTURE(sample.text);
  CHECK(marked(sample.text, sample.language) == sample.expected);
  CHECK(marked("みかんが", "ja", TextBreak::word, BreakLevel::inner) == "み|か|ん|が");
}

TEST_CASE("Japanese and Chinese break between characters where asked, with their own heads and ends") {
  const auto sample = GENERATE(values<Case>({
      {"ja", "秋祭り", "秋|祭|り"},
      {"ja", "コーヒー", "コー|ヒー"},
      {"ja", "「市場」へ。", "「市|場」|へ。"},
      {"ja", "人々は2階へ", "人々|は|2階|へ"},
      {"ja", "3,000円から", "3,000円|か|ら"},
      {"ja", "カフェ・パン", "カ|フェ・|パ|ン"},
      {"zh-Hans", "营业时间9:00～18:00。", "营|业|时|间|9:00～18:00。"},
      {"zh-Hant", "（全年無休）歡迎！", "（全|年|無|休）|歡|迎！"},
      {"zh-Hans", "共200家店铺——欢迎", "共|200家|店|铺|——|欢|迎"},
  }));
  CAPTURE(sample.text);
  const bool japanese = sample.language == "ja";
  CHECK(marked(sample.text, sample.language, japanese ? TextBreak::syllable : TextBreak::word) ==
        sample.expected);
}

TEST_CASE("a line may begin inside a Chinese word or a Japanese compound, but not gladly") {
  const auto glad = [](std::string_view text, std::string_view language, TextBreak mode = TextBreak::word) {
    return marked(text, language, mode, BreakLevel::word);
  };
  CHECK(glad("欢迎光临市场", "zh-Hans").find("市|场") == std::string::npos);
  CHECK(glad("营业时间9:00～18:00。", "zh-Hans") == "营业|时间|9:00～18:00。");
  CHECK(glad("営業時間9:00~18:00", "ja") == "営業時間|9:00~18:00");
  CHECK(glad("올레 시장", "ko", TextBreak::syllable) == "올레 |시장");
}

TEST_CASE("Thai breaks between the words of the dictionary") {
  CHECK(marked("ยินดีต้อนรับสู่ตลาด", "th") == "ยินดี|ต้อนรับ|สู่|ตลาด");
}

TEST_CASE("a Korean name stays whole in another language's text") {
  CHECK(marked("welcome to 올레시장", "en") == "welcome |to |올레시장");
  CHECK(marked("市場올레市場", "zh-Hans") == "市|場올레市|場");
}

TEST_CASE("a cluster is never a place to break, whatever it is made of") {
  const auto sample = GENERATE(values<std::string_view>({
      "\u1112\u119E\u11AB",        // old Hangul
      "\u1112\u119E\u11AB\u302E",  // with a tone mark
      "👨‍👩‍👧‍👦",
      "🇰🇷",
      "1️⃣",
      "👍🏽",  // family, flag, keycap, skin tone
      "กำ",        // Thai with SARA AM
      "a\u0301\u0323",
  }));
  CAPTURE(sample);
  CHECK(marked(sample, "ko", TextBreak::syllable, BreakLevel::grapheme) == sample);
}

}  // namespace
}  // namespace madang
