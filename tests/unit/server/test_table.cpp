// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/table.h"

#include "tests/support/catch.h"

namespace madang::tool {
namespace {

TEST_CASE("Hangul and Han take two columns, Latin one, combining marks none") {
  CHECK(terminal_width("") == 0);
  CHECK(terminal_width("gate-1") == 6);
  CHECK(terminal_width("1번 출입구") == 10);
  CHECK(terminal_width("欢迎ようこそ") == 12);
  CHECK(terminal_width("e\xCC\x81") == 1);
  CHECK(terminal_width("\xEA\xB0") > 0);  // cut short: no matter how wide, no reading beyond the end
}

TEST_CASE("columns line up whatever is in them") {
  CHECK(to_table({{"화면", "문제"}, {"gate-1", "없음"}, {"북문", "-"}}) ==
        "화면    문제\n"
        "gate-1  없음\n"
        "북문    -\n");
  CHECK(to_table({}) == "");
}

}  // namespace
}  // namespace madang::tool
