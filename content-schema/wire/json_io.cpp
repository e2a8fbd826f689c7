// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/wire/json_io.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace madang::wire {
namespace {

/// A programme is about twelve levels deep; whatever is deeper was not written by us.
constexpr int k_most_depth = 40;

/// Longest span of time a message may name: a hundred years. Larger ones would overflow in sums.
constexpr Millis k_most_millis = std::chrono::hours{24 * 366 * 100};

constexpr SysTime k_first_instant = std::chrono::sys_days{std::chrono::year{0} / 1 / 1};
constexpr SysTime k_end_of_time = std::chrono::sys_days{std::chrono::year{10000} / 1 / 1};

/// Looks at brackets outside of strings, before anything is built from them.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > k_most_depth)
        return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

/// Four, two and two digits; nothing else of the forms that `sscanf` would let pass.
std::optional<std::chrono::year_month_day> parse_date(const std::string& text) {
  if (text.size() != 10 || text.find_first_not_of("0123456789-") != std::string::npos || text[4] != '-' ||
      text[7] != '-') {
    return std::nullopt;
  }
  int y = 0;
  unsigned m = 0, d = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2u", &y, &m, &d) != 3)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

}  // namespace

Json to_json(SysTime value) {
  return to_iso8601(value);
}
Json to_json(Millis value) {
  return value.count();
}
Json to_json(const Digest& value) {
  return value.hex();
}
Json to_json(Colour value) {
  return to_string(value);
}
Json to_json(const std::chrono::year_month_day& value) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(value.year()),
                     static_cast<unsigned>(value.month()), static_cast<unsigned>(value.day()));
}

Json to_json(const Bilingual& value) {
  return {{"ko", value.ko}, {"en", value.en}};
}

Result<Json> parse_json(std::span<const std::byte> bytes, size_t most) {
  const std::string_view text = as_text(bytes);
  if (text.size() > most) {
    return fail(ErrorKind::limit, "JSON이 너무 깁니다: {}바이트, 한도는 {}바이트입니다.",
                "the JSON is too long: {} bytes, and the limit is {}.", text.size(), most);
  }
  if (too_deep(text)) {
    return fail(ErrorKind::limit, "JSON이 {}단계보다 깊이 겹쳐 있습니다.",
                "the JSON nests deeper than {} levels.", k_most_depth);
  }
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& e) {
    return fail(ErrorKind::invalid, "JSON이 아닙니다: {}번째 바이트에서 잘못되었습니다.",
                "not JSON: it goes wrong at byte {}.", e.byte);
  } catch (const Json::exception& e) {  // a number out of every range
    return fail(ErrorKind::invalid, "JSON을 읽을 수 없습니다: {}", "cannot read the JSON: {}", e.what());
  }
}

void Reader::wrong(std::string_view ko_wanted, std::string_view en_wanted) {
  if (failed())
    return;
  const std::string place = progress_.place.empty() ? "/" : progress_.place;
  progress_.error = Error{
      ErrorKind::invalid,
      say("{0}: {1}이(가) 있어야 합니다.", "{0}: there should be {2} here.", place, ko_wanted, en_wanted)};
}

void Reader::missing(std::string_view name) {
  step_into(name);
  progress_.error = Error{ErrorKind::invalid, say("{}: 빠져 있습니다.", "{}: is missing.", progress_.place)};
}

void Reader::step_into(std::string_view name) {
  progress_.place += '/';
  for (const char c : name) {
    if (c == '~')
      progress_.place += "~0";
    else if (c == '/')
      progress_.place += "~1";
    else
      progress_.place += c;
  }
}

std::optional<size_t> Reader::take_word(std::span<const char* const> words) {
  const auto* text = node_.get_ptr<const std::string*>();
  if (text != nullptr) {
    const auto found = std::find(words.begin(), words.end(), *text);
    if (found != words.end())
      return static_cast<size_t>(found - words.begin());
  }
  std::string list;
  for (const char* word : words)
    list += (list.empty() ? "" : " | ") + std::string(word);
  wrong(list, list);
  return std::nullopt;
}

void Reader::take_plain(std::string& value) {
  const auto* text = node_.get_ptr<const std::string*>();
  if (expect(text != nullptr, "글", "a string"))
    value = *text;
}

void Reader::take_plain(bool& value) {
  if (expect(node_.is_boolean(), "true 또는 false", "true or false"))
    value = node_.get<bool>();
}

void Reader::take_plain(int& value) {
  using Limits = std::numeric_limits<int>;
  // An unsigned beyond int64 would wrap in get<int64_t>.
  const bool huge =
      node_.is_number_unsigned() && node_.get<std::uint64_t>() > static_cast<std::uint64_t>(Limits::max());
  if (!expect(node_.is_number_integer() && !huge, "정수", "an integer"))
    return;
  const auto number = node_.get<std::int64_t>();
  if (expect(number >= Limits::min(), "정수", "an integer"))
    value = static_cast<int>(number);
}

void Reader::take_plain(std::uint64_t& value) {
  const bool natural =
      node_.is_number_unsigned() || (node_.is_number_integer() && node_.get<std::int64_t>() >= 0);
  if (expect(natural, "0 이상의 정수", "a natural number"))
    value = node_.get<std::uint64_t>();
}

void Reader::take_plain(double& value) {
  if (!expect(node_.is_number(), "숫자", "a number"))
    return;
  const auto number = node_.get<double>();
  if (expect(std::isfinite(number), "유한한 숫자", "a finite number"))
    value = number;
}

void Reader::take_plain(SysTime& value) {
  const auto* text = node_.get_ptr<const std::string*>();
  const auto time = text != nullptr ? parse_iso8601(*text) : fail(ErrorKind::invalid, "", "");
  // An offset can carry the last day of 9999 into a year that could not be written back.
  const bool fits = time && *time >= k_first_instant && *time < k_end_of_time;
  if (expect(fits, "2026-11-22T06:00:00.000Z 같은 시각", "a time like 2026-11-22T06:00:00.000Z"))
    value = *time;
}

void Reader::take_plain(Millis& value) {
  std::uint64_t count = 0;
  take_plain(count);
  if (!failed() && expect(count <= static_cast<std::uint64_t>(k_most_millis.count()), "백 년 이하의 밀리초",
                          "milliseconds, at most a hundred years")) {
    value = Millis{static_cast<Millis::rep>(count)};
  }
}

void Reader::take_plain(std::chrono::minutes& value) {
  int count = 0;
  take_plain(count);
  if (!failed() && expect(count >= 0 && count <= 1440, "0부터 1440까지의 분", "minutes from 0 to 1440"))
    value = std::chrono::minutes{count};
}

void Reader::take_plain(Digest& value) {
  const auto* text = node_.get_ptr<const std::string*>();
  const auto digest = text != nullptr ? Digest::from_hex(*text) : std::nullopt;
  if (expect(digest.has_value(), "64자리 16진수", "64 hexadecimal digits"))
    value = *digest;
}

void Reader::take_plain(Colour& value) {
  const auto* text = node_.get_ptr<const std::string*>();
  const auto colour = text != nullptr ? parse_colour(*text) : std::nullopt;
  if (expect(colour.has_value(), "#RRGGBB 같은 색", "a colour like #RRGGBB"))
    value = *colour;
}

void Reader::take_plain(Bilingual& value) {
  if (const auto* text = node_.get_ptr<const std::string*>()) {
    value = {*text, *text};
    return;
  }
  field("ko", value.ko);
  field("en", value.en);
}

void Reader::take_plain(std::chrono::year_month_day& value) {
  const auto* text = node_.get_ptr<const std::string*>();
  const auto date = text != nullptr ? parse_date(*text) : std::nullopt;
  if (expect(date.has_value(), "2026-11-22 같은 날짜", "a date like 2026-11-22"))
    value = *date;
}

void Reader::take_plain(std::chrono::weekday& value) {
  int number = 0;
  take_plain(number);
  if (!failed() && expect(number >= 1 && number <= 7, "1(월)부터 7(일)까지", "1 (Monday) to 7 (Sunday)")) {
    value = std::chrono::weekday{static_cast<unsigned>(number)};
  }
}

}  // namespace madang::wire
