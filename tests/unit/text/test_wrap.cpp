// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/wrap.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <sstream>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "player/text/shape.h"
#include "tests/support/catch.h"
#include "tests/support/test_fonts.h"

namespace madang {
namespace {

ShapedTextPtr shaped(std::string text, TextBreak mode = TextBreak::word, LanguageTag language = "ko") {
  const TaggedText tagged{std::move(language), std::move(text)};
  return shape({tagged, "body", Weight::regular, mode}, test::font_set().faces());
}

std::vector<LineSpan> wrapped(const ShapedText& text, double width) {
  std::vector<LineSpan> lines;
  for (const auto& paragraph : text.paragraphs)
    wrap(text, paragraph, width, lines);
  return lines;
}

std::vector<std::u16string> lines_of(const ShapedText& text, double width) {
  std::vector<std::u16string> out;
  for (const auto& line : wrapped(text, width))
    out.push_back(text.text.substr(line.begin, line.ink_end - line.begin));
  return out;
}

std::string corpus() {
  const auto bytes = read_file(MADANG_SOURCE_DIR "/tests/data/text/market_ko.txt", 1 << 20);
  REQUIRE(bytes.has_value());
  std::string text(as_text(*bytes));
  text.resize(text.find_last_not_of('\n') + 1);
  return text;
}

TEST_CASE("lines are filled, and white space hangs out of their ends") {
  const auto text = shaped("가나 다라  마바");
  CHECK(lines_of(*text, 100) == std::vector<std::u16string>{u"가나 다라  마바"});
  CHECK(lines_of(*text, 4.2) == std::vector<std::u16string>{u"가나 다라", u"마바"});
  CHECK(lines_of(*text, 2.5) == std::vector<std::u16string>{u"가나", u"다라", u"마바"});
}

TEST_CASE("an eojeol longer than the line starts its own line and is cut there") {
  const auto text = shaped("가 나다라마바사아자 차");
  CHECK(lines_of(*text, 3.1) == std::vector<std::u16string>{u"가", u"나다라", u"마바사", u"아자 차"});
  const auto lines = wrapped(*text, 3.1);
  CHECK_FALSE(lines[0].cut_word);
  CHECK(lines[1].cut_word);
  CHECK(lines[2].cut_word);
}

TEST_CASE("a long eojeol is cut where it hurts least: not inside a price") {
  CHECK(lines_of(*shaped("특가3,000원"), 3.6) == std::vector<std::u16string>{u"특가", u"3,000원"});
}

TEST_CASE("an eojeol made of several is cut between them first") {
  CHECK(lines_of(*shaped("카페·베이커리·분식"), 5.5) ==
        std::vector<std::u16string>{u"카페·", u"베이커리·", u"분식"});
  CHECK(lines_of(*shaped("카페·베이커리"), 2.9) == std::vector<std::u16string>{u"카페·", u"베이커", u"리"});
}

TEST_CASE("a line narrower than one character still shows one each") {
  CHECK(lines_of(*shaped("가나 다"), 0.1) == std::vector<std::u16string>{u"가", u"나", u"다"});
}

TEST_CASE("the author's newlines are lines, empty ones too") {
  CHECK(lines_of(*shaped("가\n\n나\n"), 9) == std::vector<std::u16string>{u"가", u"", u"나", u""});
  CHECK(lines_of(*shaped(""), 9) == std::vector<std::u16string>{u""});
}

TEST_CASE("no eojeol is split when it fits, over a Korean corpus at 50 widths") {
  const auto text = shaped(corpus());
  for (int step = 0; step < 50; ++step) {
    const double width = 3 + step * 0.61;
    CAPTURE(width);
    const auto lines = wrapped(*text, width);
    CHECK(lines.front().begin == 0);
    CHECK(lines.back().end == text->text.size());
    for (size_t i = 0; i + 1 < lines.size(); ++i) {
      REQUIRE(lines[i].end == lines[i + 1].begin);
      REQUIRE(lines[i].width <= width + 1e-5);
      if (text->space[lines[i].end - 1])
        continue;
      // Cut inside an eojeol: then the whole of it must be wider than the line.
      std::uint32_t begin = lines[i].end;
      std::uint32_t end = lines[i].end;
      while (begin > 0 && !text->space[begin - 1])
        --begin;
      while (end < text->text.size() && !text->space[end])
        ++end;
      CHECK(text->position[end] - text->position[begin] > width);
    }
  }
}

TEST_CASE("a headline of a few lines is evened, and gets no line more") {
  const auto even = [](const ShapedText& text, double width) {
    std::vector<LineSpan> lines;
    wrap_evenly(text, text.paragraphs.front(), width, lines);
    std::vector<std::u16string> out;
    for (const auto& line : lines)
      out.push_back(text.text.substr(line.begin, line.ink_end - line.begin));
    return out;
  };
  const auto text = shaped("올레시장 가을 감귤 축제 안내");
  CHECK(lines_of(*text, 11.2) == std::vector<std::u16string>{u"올레시장 가을 감귤 축제", u"안내"});
  CHECK(even(*text, 11.2) == std::vector<std::u16string>{u"올레시장 가을", u"감귤 축제 안내"});
  CHECK(even(*shaped("어서 오세요"), 20) == std::vector<std::u16string>{u"어서 오세요"});
  // A word that is longer than the line is cut where wrap cuts it.
  CHECK(even(*shaped("가 나다라마바사아자 차"), 3.1) == lines_of(*shaped("가 나다라마바사아자 차"), 3.1));
}

TEST_CASE("evening keeps every promise of wrapping, and leaves few lines lost, over pieces of a corpus") {
  std::istringstream all(corpus());
  const std::vector<std::string> words{std::istream_iterator<std::string>(all), {}};
  int lost = 0;
  int lost_before = 0;
  for (size_t begin = 0; begin + 12 < words.size(); begin += 3) {
    std::string piece;
    for (size_t i = begin; i < begin + 4 + begin % 8; ++i)
      piece += words[i] + " ";
    const auto text = shaped(piece);
    const double width = 6 + static_cast<double>(begin % 11);
    CAPTURE(piece, width);
    const auto greedy = wrapped(*text, width);
    std::vector<LineSpan> evened;
    wrap_evenly(*text, text->paragraphs.front(), width, evened);
    REQUIRE(evened.size() == greedy.size());
    CHECK(evened.front().begin == 0);
    CHECK(evened.back().end == text->text.size());
    const auto widest = [](const std::vector<LineSpan>& lines) {
      return std::max_element(lines.begin(), lines.end(), [](auto& a, auto& b) { return a.width < b.width; })
          ->width;
    };
    CHECK(widest(evened) <= widest(greedy) + 1e-5);
    const auto is_lost = [&](const auto& lines) {
      return lines.size() > 1 && lines.back().width < width / 3;
    };
    lost += is_lost(evened) ? 1 : 0;
    lost_before += is_lost(greedy) ? 1 : 0;
  }
  CAPTURE(lost, lost_before);
  CHECK(lost_before > 10);
  CHECK(lost * 3 < lost_before);
}

TEST_CASE("no line begins or ends with what must not, whatever the text") {
  const std::u16string pieces = u"가나다라マ市a7(「“.,!?·:;)」”~～…… ";
  const std::u16string heads = u".,!?·:;)」”";
  const std::u16string ends = u"(「“";
  std::mt19937 random(20261122);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
      const char16_t unit = pieces[random() % pieces.size()];
      if (unit < 0x80)
        text += static_cast<char>(unit);
      else if (unit < 0x800)
        text += {static_cast<char>(0xC0 | unit >> 6), static_cast<char>(0x80 | (unit & 0x3F))};
      else
        text += {static_cast<char>(0xE0 | unit >> 12), static_cast<char>(0x80 | ((unit >> 6) & 0x3F)),
                 static_cast<char>(0x80 | (unit & 0x3F))};
    }
    const auto mode = round % 2 == 0 ? TextBreak::word : TextBreak::syllable;
    const auto block = shaped(text, mode, round % 3 == 0 ? "ja" : "ko");
    const auto lines = wrapped(*block, 2 + static_cast<double>(random() % 100) / 10);
    CAPTURE(text);
    for (size_t i = 0; i + 1 < lines.size(); ++i) {
      if (lines[i].cut_word && block->breaks[lines[i].end] == BreakLevel::grapheme)
        continue;  // nothing else was left
      CHECK(heads.find(block->text[lines[i + 1].begin]) == heads.npos);
      if (lines[i].ink_end > lines[i].begin)
        CHECK(ends.find(block->text[lines[i].ink_end - 1]) == ends.npos);
    }
  }
}

}  // namespace
}  // namespace madang
