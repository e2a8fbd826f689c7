// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/utf8.h"

#include "tests/support/catch.h"

namespace madang {
namespace {

TEST_CASE("decomposed Hangul is composed and still knows its bytes") {
  const auto clean = clean_utf8("a\u1112\u1161\u11AB\u1100\u1173\u11AF!", 100);
  CHECK(clean.text == u"a한글!");
  CHECK(clean.bytes == std::vector<std::uint32_t>{0, 1, 10, 19, 20});
  CHECK(clean.bad.empty());
}

TEST_CASE("old Hangul has no composed form and stays as it is") {
  CHECK(clean_utf8("\u1112\u119E\u11AB", 100).text == u"\u1112\u119E\u11AB");
}

TEST_CASE("what is no UTF-8 becomes U+FFFD, once per maximal subpart, and is reported") {
  struct Case {
    std::string_view bytes;
    std::u16string text;
    std::vector<std::uint32_t> offsets;
  };
  const auto sample = GENERATE(values<Case>({
      {"a\xFF\x62", u"a\uFFFD\u0062", {1}},
      {"\xE3\x81", u"\uFFFD", {0}},                        // the start of あ
      {"\xED\xA0\x80", u"\uFFFD\uFFFD\uFFFD", {0, 1, 2}},  // a lone surrogate
      {"\xC0\xAF", u"\uFFFD\uFFFD", {0, 1}},               // an overlong slash
      {"\xF5\x80", u"\uFFFD\uFFFD", {0, 1}},               // beyond U+10FFFF
  }));
  const auto clean = clean_utf8(sample.bytes, 100);
  CHECK(clean.text == sample.text);
  REQUIRE(clean.bad.size() == sample.offsets.size());
  for (size_t i = 0; i < sample.offsets.size(); ++i)
    CHECK(clean.bad[i].offset == sample.offsets[i]);
}

TEST_CASE("every kind of newline is one, tabs are spaces, control characters are reported") {
  CHECK(clean_utf8("a\r\nb\rc\nd\u2028e", 100).text == u"a\nb\nc\nd\ne");
  CHECK(clean_utf8("a\r\n\r\nb", 100).text == u"a\n\nb");
  CHECK(clean_utf8("a\tb", 100).text == u"a b");
  const auto clean = clean_utf8(std::string_view("a\0b", 3), 100);
  CHECK(clean.text == u"a\uFFFD\u0062");
  CHECK(clean.bad == std::vector<BadBytes>{{1, 0}});
}

TEST_CASE("a text beyond the limit is cut between characters, and says so") {
  const auto clean = clean_utf8("가나다라", 4);
  CHECK(clean.cut);
  CHECK(clean.text == u"가나다");
  CHECK(clean.bytes.back() == 9);
  CHECK_FALSE(clean_utf8("가나", 4).cut);
}

TEST_CASE("stacked marks are parted so that ordering them stays linear") {
  std::string text = "a";
  for (int i = 0; i < 100; ++i)
    text += "\u0301";
  const auto clean = clean_utf8(text, 1000);
  CHECK(std::count(clean.text.begin(), clean.text.end(), u'\u034F') == 3);
  CHECK(clean.bytes.size() == clean.text.size() + 1);
}

}  // namespace
}  // namespace madang
