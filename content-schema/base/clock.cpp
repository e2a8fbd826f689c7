// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/clock.h"

namespace madang {
namespace {

using std::chrono::year, std::chrono::month, std::chrono::day;

/// Reads exactly `digits` digits at the front of `text` and drops them; -1 if they are not there.
int take_number(std::string_view& text, size_t digits) {
  if (text.size() < digits)
    return -1;
  int value = 0;
  for (size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9')
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos)
    return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::string to_iso8601(SysTime t) {
  const auto days = std::chrono::floor<std::chrono::days>(t);
  const std::chrono::year_month_day date{days};
  const std::chrono::hh_mm_ss time{t - days};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

Result<SysTime> parse_iso8601(std::string_view text) {
  const std::string_view whole = text;
  const auto wrong = [&] {
    return fail(ErrorKind::invalid, "'{}' 시각을 읽을 수 없습니다. 2026-11-22T15:00:00+09:00 처럼 적으세요.",
                "cannot read the time '{}'; write it like 2026-11-22T15:00:00+09:00.", whole);
  };
  const int y = take_number(text, 4);
  if (y < 0 || !take(text, "-"))
    return wrong();
  const int mo = take_number(text, 2);
  if (mo < 0 || !take(text, "-"))
    return wrong();
  const int d = take_number(text, 2);
  if (d < 0 || !take(text, "Tt "))
    return wrong();
  const int h = take_number(text, 2);
  if (h < 0 || h > 23 || !take(text, ":"))
    return wrong();
  const int mi = take_number(text, 2);
  if (mi < 0 || mi > 59)
    return wrong();
  int s = 0;
  Millis fraction{0};
  if (take(text, ":")) {
    s = take_number(text, 2);
    if (s < 0 || s > 59)
      return wrong();
    if (take(text, ".,")) {
      int scale = 100;
      size_t digits = 0;
      for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; ++digits, text.remove_prefix(1)) {
        fraction += Millis{(text.front() - '0') * scale};
        scale /= 10;
      }
      if (digits == 0)
        return wrong();
    }
  }
  std::chrono::minutes offset{0};
  if (!take(text, "Zz")) {
    const bool west = !text.empty() && text.front() == '-';
    if (!take(text, "+-"))
      return wrong();
    const int oh = take_number(text, 2);
    take(text, ":");
    const int om = take_number(text, 2);
    if (oh < 0 || oh > 23 || om < 0 || om > 59)
      return wrong();
    offset = std::chrono::minutes{oh * 60 + om};
    if (west)
      offset = -offset;
  }
  const std::chrono::year_month_day date{year{y}, month{static_cast<unsigned>(mo)},
                                         day{static_cast<unsigned>(d)}};
  if (!text.empty() || !date.ok())
    return wrong();
  return SysTime{std::chrono::sys_days{date}} + std::chrono::hours{h} + std::chrono::minutes{mi} +
         std::chrono::seconds{s} + fraction - offset;
}

}  // namespace madang
