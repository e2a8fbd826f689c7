// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/svg.h"

#include "tests/support/catch.h"
#include "tools/madang/table.h"

using namespace madang::tool;
using List = std::vector<std::string>;

TEST_CASE("no text is markup, and none breaks the document") {
  CHECK(xml_escape("<a b=\"c\" d='e'>&amp;</a>") ==
        "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;&lt;/a&gt;");
  CHECK(xml_escape("]]>") == "]]&gt;");
  CHECK(xml_escape(std::string_view("a\0b\x01\x1F\t\n", 7)) == "a\uFFFDb\uFFFD\uFFFD\t\n");
  CHECK(xml_escape("\xEF\xBF\xBE\xEF\xBF\xBF!") == "\uFFFD\uFFFD!");  // U+FFFE and U+FFFF
  CHECK(xml_escape("올레시장 🍊") == "올레시장 🍊");
  Svg svg(100, "<title>", "a & b", "ko");
  svg.rect({0, 0, 1, 1}, "\"/><script/>", "\"<&");
  svg.text(1, 2, "</text><script>", {});
  const std::string all = std::move(svg).finish(50);
  CHECK(all.find("<script") == std::string::npos);
  CHECK(all.find("a &amp; b") != std::string::npos);
}

TEST_CASE("a text is parted at spaces, else between characters, and ends where its room ends") {
  const auto columns = [](int count) { return 0.56 * 10 * count + 0.01; };
  CHECK(wrapped("6 추석 장보기 할인", columns(7), 10, 4) == List{"6 추석", "장보기", "할인"});
  CHECK(wrapped("6 추석 장보기 할인", columns(6), 10, 4) == List{"6 추석", "장보기", "할인"});
  CHECK(wrapped("6 추석 장보기 할인", columns(7), 10, 2) == List{"6 추석", "장보기…"});
  CHECK(wrapped("가나다라마바", columns(5), 10, 9) == List{"가나", "다라", "마바"});
  CHECK(wrapped("가나", columns(2), 10, 9).empty());
  CHECK(wrapped("", columns(9), 10, 9).empty());
}

TEST_CASE("a name that is too long keeps both its ends") {
  CHECK(short_name("gate-12", 7) == "gate-12");
  CHECK(short_name("east-gate-12", 8) == "eas…e-12");
  CHECK(short_name("가나다라마바사", 9) == "가나…바사");
  CHECK(short_name("가나다라마바사", 8) == "가…바사");
  CHECK(short_name("gate-12", 2) == "g…");
  CHECK(short_name("gate\n12", 7) == "gate 12");
}

TEST_CASE("one line of a table holds no line break and no more columns than it may") {
  CHECK(one_line("가나\n다\x1b[31m라", 40) == "가나 다 [31m라");
  CHECK(one_line("가나다라", 8) == "가나다라");
  CHECK(one_line("가나다라", 7) == "가나다…");
  CHECK(one_line("가나다라", 6) == "가나…");
  CHECK(terminal_width(one_line("가나다라", 6)) <= 6);
}
