// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/datetime.h"

#include "tests/support/catch.h"

namespace madang {
namespace {

using Show = ClockItem::Show;

TEST_CASE("a clock speaks each language as its readers write it") {
  const SysTime time = *parse_iso8601("2026-11-22T15:04:00+09:00");
  struct Case {
    const char* language;
    Show show;
    const char* expected;
  };
  const auto sample = GENERATE(values<Case>({
      {"ko", Show::time, "오후 3:04"},
      {"ko", Show::date, "2026년 11월 22일 일요일"},
      {"ko", Show::date_time, "2026년 11월 22일 일요일 오후 3:04"},
      {"en", Show::time, "3:04\u00A0PM"},
      {"en", Show::date, "Sunday, November 22, 2026"},
      {"ja", Show::time, "15:04"},
      {"ja", Show::date, "2026年11月22日日曜日"},
      {"zh-Hans", Show::time, "15:04"},
      {"zh-Hans", Show::date, "2026年11月22日星期日"},
      {"zh-Hant", Show::time, "下午3:04"},
      {"vi", Show::time, "15:04"},
  }));
  CAPTURE(sample.language);
  CHECK(format_clock(time, "Asia/Seoul", sample.language, sample.show) == sample.expected);
}

TEST_CASE("the zone decides the day, summer time included") {
  const SysTime time = *parse_iso8601("2026-07-01T15:30:00Z");
  CHECK(format_clock(time, "Asia/Seoul", "ko", Show::date) == "2026년 7월 2일 목요일");
  CHECK(format_clock(time, "Europe/Berlin", "de", Show::time) == "17:30");
  CHECK(format_clock(time, "UTC", "ko", Show::time) == "오후 3:30");
}

TEST_CASE("a zone or a language that does not exist still gives a clock") {
  const SysTime time = *parse_iso8601("2026-07-01T15:30:00Z");
  CHECK(format_clock(time, "Mars/Olympus", "ko", Show::time) == "오후 3:30");
  CHECK_FALSE(format_clock(time, "UTC", "xx-not-a-language", Show::time).empty());
  CHECK_FALSE(format_clock(time, "", "", Show::date_time).empty());
}

}  // namespace
}  // namespace madang
