// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/message.h"

#include "content-schema/base/usage.h"

#include "tests/support/catch.h"

using namespace madang;

TEST_CASE("a Korean particle follows the sound before it") {
  CHECK(josa("화면", Josa::subject) == "이");
  CHECK(josa("나무", Josa::subject) == "가");
  CHECK(josa("서울", Josa::toward) == "로");
  CHECK(josa("시장", Josa::toward) == "으로");
  CHECK(josa("'duration'", Josa::topic) == "은");
  CHECK(josa("'size'", Josa::object) == "를");
  CHECK(josa("10", Josa::object) == "을");
  CHECK(josa("12", Josa::with) == "와");
  CHECK(josa("", Josa::topic) == "은(는)");
  CHECK(josa("\xff", Josa::topic) == "은(는)");
}

TEST_CASE("a language is read from a tag or a locale") {
  CHECK(parse_lang("ko_KR.UTF-8") == Lang::ko);
  CHECK(parse_lang("en") == Lang::en);
  CHECK(parse_lang("C.UTF-8") == Lang::en);
  CHECK_FALSE(parse_lang("fr").has_value());
}

TEST_CASE("both languages are formatted from the same arguments") {
  const Bilingual said = say("{0}개 중 {1}개", "{1} of {0}", 10, 3);
  CHECK(said.in(Lang::ko) == "10개 중 3개");
  CHECK(said.in(Lang::en) == "3 of 10");
}

TEST_CASE("a message chooses the particle that its argument asks for") {
  CHECK(say("'{}'을(를) 찾지 못했습니다.", "no '{}'.", "지도").ko == "'지도'를 찾지 못했습니다.");
  CHECK(say("'{}'을(를) 찾지 못했습니다.", "no '{}'.", "화면").ko == "'화면'을 찾지 못했습니다.");
  CHECK(say("{}(으)로, {}(으)로", "{} {}", "서울", "부산").ko == "서울로, 부산으로");
  CHECK(say("'{}'은(는) 없습니다.", "no '{}'.", "市場").ko == "'市場'은(는) 없습니다.");
}

TEST_CASE("who uses a command wrongly is told in both languages") {
  const Bilingual said = usage_error("madang", "RequiredError", "CONTENT is required");
  CHECK(said.ko ==
        "madang: 꼭 적어야 하는 것이 빠졌습니다: CONTENT\n'madang --help'로 쓰는 법을 볼 수 있습니다.\n");
  CHECK(said.en == "madang: CONTENT is required\n'madang --help' tells how it is used.\n");
}

TEST_CASE("Latin words are heard as they are said in Korean") {
  CHECK(josa("'colour'", Josa::object) == "를");
  CHECK(josa("time", Josa::topic) == "은");
  CHECK(josa("file", Josa::toward) == "로");
  CHECK(josa("padding", Josa::subject) == "이");
  CHECK(josa("size", Josa::subject) == "가");
}
