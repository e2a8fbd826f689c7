// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/format.h"

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
      {"ko", Show::time, "오후\u00A03:04"},
      {"ko", Show::date, "2026년 11월\u00A022일 일요일"},
      {"ko", Show::date_time, "2026년 11월\u00A022일 일요일 오후\u00A03:04"},
      {"en", Show::time, "3:04\u00A0PM"},
      {"en", Show::date, "Sunday, November\u00A022, 2026"},
      {"ja", Show::time, "15:04"},
      {"ja", Show::date, "2026年11月\u206022日日曜日"},
      {"zh-Hans", Show::time, "15:04"},
      {"zh-Hans", Show::date, "2026年11月\u206022日星期日"},
      {"zh-Hant", Show::time, "下午\u20603:04"},
      {"vi", Show::time, "15:04"},
  }));
  CAPTURE(sample.language);
  CHECK(format_clock(time, "Asia/Seoul", sample.language, sample.show) == sample.expected);
}

TEST_CASE("the zone decides the day, summer time included") {
  const SysTime time = *parse_iso8601("2026-07-01T15:30:00Z");
  CHECK(format_clock(time, "Asia/Seoul", "ko", Show::date) == "2026년 7월\u00A02일 목요일");
  CHECK(format_clock(time, "Europe/Berlin", "de", Show::time) == "17:30");
  CHECK(format_clock(time, "UTC", "ko", Show::time) == "오후\u00A03:30");
}

TEST_CASE("a zone or a language that does not exist still gives a clock") {
  const SysTime time = *parse_iso8601("2026-07-01T15:30:00Z");
  CHECK(format_clock(time, "Mars/Olympus", "ko", Show::time) == "오후\u00A03:30");
  CHECK_FALSE(format_clock(time, "UTC", "xx-not-a-language", Show::time).empty());
  CHECK_FALSE(format_clock(time, "", "", Show::date_time).empty());
}

TEST_CASE("a quantity is written as each language writes it") {
  using namespace std::chrono_literals;
  const Value price(Value::What(Money{{"30000"}, "KRW"}));
  const Value day(Value::What(2026y / 11 / 30));
  const Value time(Value::What(std::chrono::minutes(18h)));
  const Value count(Value::What(Number{"1234.5"}));
  CHECK(format_value(price, "ko") == "30,000원");
  CHECK(format_value(price, "en") == "₩30,000");
  CHECK(format_value(price, "ja") == "₩30,000");
  CHECK(format_value(Value(Value::What(Money{{"12.5"}, "USD"})), "en") == "$12.50");
  CHECK(format_value(Value(Value::What(Money{{"12.5"}, "JPY"})), "ja").ends_with("12"));
  CHECK(format_value(day, "ko") == "11월\u00A030일");
  CHECK(format_value(day, "en") == "November\u00A030");
  CHECK(format_value(day, "ja") == "11月\u206030日");
  CHECK(format_value(day, "vi") == "30\u00A0tháng\u00A011");
  CHECK(format_value(time, "ko") == "오후\u00A06:00");
  CHECK(format_value(time, "en") == "6:00\u00A0PM");
  CHECK(format_value(time, "zh-Hans") == "18:00");
  CHECK(format_value(count, "ko") == "1,234.5");
  CHECK(format_value(count, "de") == "1.234,5");
  CHECK(format_value(Value("30,000"), "de") == "30,000");
}

TEST_CASE("a quantity that cannot be is still written") {
  CHECK(format_value(Value(Value::What(Number{""})), "ko").empty());
  CHECK(format_value(Value(Value::What(Money{{"5"}, "ZZZ"})), "en").ends_with("5.00"));
  CHECK(format_value(Value(Value::What(Money{{"5"}, "no"})), "en") == "5 no");
  CHECK_FALSE(format_value(Value(Value::What(Number{"1"})), "not a tag").empty());
}

TEST_CASE("what is left is said in units of the language, from the first that is not nothing on") {
  using namespace std::chrono_literals;
  const auto left = 3 * 24h + 4h + 12min;
  CHECK(format_left(left, true, "ko") == "3일 4시간 12분");
  CHECK(format_left(left, true, "en").starts_with("3 days, 4 h"));
  CHECK(format_left(left, true, "zh-Hans").find("3天") != std::string::npos);
  CHECK(format_left(left, true, "ja").find("3 日") != std::string::npos);
  CHECK(format_left(1h + 5s, true, "ko") == "1시간 0분 5초");
  CHECK(format_left(59s, true, "ko") == "59초");
  CHECK(format_left(0s, true, "ko") == "0초");
}

TEST_CASE("seconds are said on the last day only, and minutes are rounded up where they are not") {
  using namespace std::chrono_literals;
  CHECK(format_left(24h, true, "ko") == "1일 0시간 0분");
  CHECK(format_left(24h - 1s, true, "ko") == "23시간 59분 59초");
  CHECK(format_left(24h - 1s, false, "ko") == "1일 0시간 0분");
  CHECK(format_left(61s, false, "ko") == "2분");
  CHECK(format_left(1s, false, "ko") == "1분");
  CHECK(shown_left(61s, false) == 120s);
  CHECK(shown_left(61s, true) == 61s);
}

TEST_CASE("a column of decimals knows where the integer digits of each cell end") {
  const auto tail = [](const Value& value, std::string_view language) {
    const PointedText text = format_pointed(value, language);
    return text.point ? text.text.substr(*text.point) : "none";
  };
  const auto money = [](const char* digits, const char* currency) {
    return Value(Value::What(Money{{digits}, currency}));
  };
  CHECK(tail(money("30000", "KRW"), "ko") == "원");
  CHECK(tail(money("30000", "KRW"), "en").empty());
  CHECK(tail(money("1208.5", "USD"), "en") == ".50");
  CHECK(tail(money("1208.5", "EUR"), "de").starts_with(",50"));
  CHECK(tail(Value(Value::What(Number{"-3.25"})), "ko") == ".25");
  CHECK(tail("1,500.5kg", "ko") == ".5kg");
  CHECK(tail("한 마리 12,000원", "ko") == "원");
  CHECK(tail("시가", "ko") == "none");
}

}  // namespace
}  // namespace madang
