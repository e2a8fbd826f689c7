// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace madang::yaml {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Digits from the front; nothing where there are none or more than nine.
std::optional<int> take_digits(std::string_view& text) {
  size_t n = 0;
  while (n < text.size() && is_digit(text[n]))
    ++n;
  int value = 0;
  if (n == 0 || n > 9 || std::from_chars(text.data(), text.data() + n, value).ec != std::errc{})
    return std::nullopt;
  text.remove_prefix(n);
  return value;
}

/// `12` or `1.5` from the front.
std::optional<double> take_number(std::string_view& text) {
  std::string_view rest = text;
  const auto whole = take_digits(rest);
  if (!whole)
    return std::nullopt;
  double value = *whole;
  if (rest.size() > 1 && rest[0] == '.' && is_digit(rest[1])) {
    double scale = 0.1;
    for (rest.remove_prefix(1); !rest.empty() && is_digit(rest[0]); rest.remove_prefix(1), scale /= 10) {
      value += (rest[0] - '0') * scale;
    }
  }
  text = rest;
  return value;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix))
    return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

template <class Pairs>
std::string with_replacements(std::string_view text, const Pairs& pairs) {
  std::string out(text);
  for (const auto& [from, to] : pairs)
    out = replaced(std::move(out), from, to);
  return out;
}

using Pair = std::pair<std::string_view, std::string_view>;

std::optional<int> take_clock(std::string_view& text) {
  const auto hours = take_digits(text);
  if (!hours || !take(text, ":") || text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1]))
    return std::nullopt;
  const int minutes = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  if (*hours > 24 || minutes > 59 || (*hours == 24 && minutes > 0))
    return std::nullopt;
  return *hours * 60 + minutes;
}

}  // namespace

std::optional<Millis> parse_duration(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, double>, 4> units{
      {{"h", 3.6e6}, {"ms", 1}, {"m", 6e4}, {"s", 1e3}}};
  if (text.empty())
    return std::nullopt;
  double total = 0, last = 1e9;
  while (!text.empty()) {
    const auto number = take_number(text);
    if (!number)
      return std::nullopt;
    const auto unit =
        std::find_if(units.begin(), units.end(), [&](const auto& u) { return text.starts_with(u.first); });
    if (unit == units.end() || unit->second >= last)
      return std::nullopt;
    text.remove_prefix(unit->first.size());
    total += *number * unit->second;
    last = unit->second;
  }
  if (total > 1e12)
    return std::nullopt;
  return Millis(std::llround(total));
}

std::optional<double> parse_number(std::string_view text) {
  const bool negative = take(text, "-");
  const auto number = take_number(text);
  if (!number || !text.empty())
    return std::nullopt;
  return negative ? -*number : *number;
}

bool is_decimal(std::string_view text) {
  constexpr size_t k_longest = 30;
  if (text.size() > k_longest)
    return false;
  take(text, "-");
  const auto digits = [&] {
    const size_t before = text.size();
    while (!text.empty() && is_digit(text.front()))
      text.remove_prefix(1);
    return text.size() < before;
  };
  return digits() && (!take(text, ".") || digits()) && text.empty();
}

std::optional<int> parse_integer(std::string_view text) {
  const bool negative = take(text, "-");
  const auto number = take_digits(text);
  if (!number || !text.empty())
    return std::nullopt;
  return negative ? -*number : *number;
}

std::optional<Length> parse_length(std::string_view text) {
  const bool negative = take(text, "-");
  const auto number = take_number(text);
  if (!number)
    return std::nullopt;
  const auto unit = take(text, "%") ? Length::Unit::percent : Length::Unit::pixels;
  if (unit == Length::Unit::pixels)
    take(text, "px");
  if (!text.empty())
    return std::nullopt;
  return Length{negative ? -*number : *number, unit};
}

std::optional<Size> parse_size(std::string_view text) {
  const auto width = take_digits(text);
  if (!width || !take(text, "x"))
    return std::nullopt;
  const auto height = take_digits(text);
  if (!height || !text.empty() || *width < 1 || *height < 1 || *width > 99999 || *height > 99999)
    return std::nullopt;
  return Size{*width, *height};
}

std::optional<double> parse_distance_mm(std::string_view text) {
  const auto number = take_number(text);
  if (!number)
    return std::nullopt;
  const double unit = text == "mm" ? 1 : text == "cm" ? 10 : text == "m" ? 1000 : 0;
  if (unit == 0 || *number <= 0)
    return std::nullopt;
  return *number * unit;
}

std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-')
    return std::nullopt;
  const auto part = [&](size_t from, size_t length) {
    std::string_view digits = text.substr(from, length);
    const auto value = take_digits(digits);
    return digits.empty() ? value : std::nullopt;
  };
  const auto year = part(0, 4), month = part(5, 2), day = part(8, 2);
  if (!year || !month || !day)
    return std::nullopt;
  return std::chrono::year_month_day(std::chrono::year(*year),
                                     std::chrono::month(static_cast<unsigned>(*month)),
                                     std::chrono::day(static_cast<unsigned>(*day)));
}

std::optional<DateRange> parse_date_range(std::string_view text) {
  const size_t dots = text.find("..");
  const auto from = parse_date(text.substr(0, dots));
  const auto to = dots == std::string_view::npos ? from : parse_date(text.substr(dots + 2));
  if (!from || !to)
    return std::nullopt;
  return DateRange{*from, *to};
}

std::optional<Validity> parse_validity(std::string_view text) {
  const size_t dots = text.find("..");
  if (dots == std::string_view::npos || (dots > 0 && dots + 2 < text.size())) {
    const auto range = parse_date_range(text);
    return range ? std::optional(Validity{range->from, range->to}) : std::nullopt;
  }
  const auto day = parse_date(dots == 0 ? text.substr(2) : text.substr(0, dots));
  if (!day)
    return std::nullopt;
  return dots == 0 ? Validity{std::nullopt, day} : Validity{day, std::nullopt};
}

std::optional<AtLeast> parse_at_least(std::string_view text) {
  static constexpr std::string_view word = " per ";
  const size_t found = text.find(word);
  if (found == std::string_view::npos)
    return std::nullopt;
  const auto voice = parse_duration(text.substr(0, found));
  const auto per = parse_duration(text.substr(found + word.size()));
  if (!voice || !per || *voice <= Millis{0} || *per < *voice)
    return std::nullopt;
  return AtLeast{*voice, *per};
}

std::optional<std::chrono::minutes> parse_time(std::string_view text) {
  const auto time = take_clock(text);
  return time && text.empty() ? std::optional(std::chrono::minutes(*time)) : std::nullopt;
}

std::optional<TimeRange> parse_time_range(std::string_view text) {
  const auto from = take_clock(text);
  if (!from || *from == 1440 || !take(text, "-"))
    return std::nullopt;
  const auto to = take_clock(text);
  if (!to || !text.empty())
    return std::nullopt;
  return TimeRange{std::chrono::minutes(*from), std::chrono::minutes(*to)};
}

std::optional<LunarRange> parse_lunar_range(std::string_view text) {
  const auto day = [](std::string_view part) -> std::optional<LunarDay> {
    const bool leap = take(part, "leap-");
    if (part.size() != 5 || part[2] != '-')
      return std::nullopt;
    const auto month = take_digits(part);
    take(part, "-");
    const auto number = take_digits(part);
    if (!month || !number || !part.empty())
      return std::nullopt;
    return LunarDay{*month, *number, leap};
  };
  const size_t dots = text.find("..");
  const auto from = day(text.substr(0, dots));
  const auto to = dots == std::string_view::npos ? from : day(text.substr(dots + 2));
  return from && to ? std::optional(LunarRange{*from, *to}) : std::nullopt;
}

std::optional<Start> parse_start(std::string_view text) {
  const auto day = parse_date(text.substr(0, std::min<size_t>(text.size(), 10)));
  if (!day || text.size() <= 10)
    return day ? std::optional(Start{*day, std::nullopt}) : std::nullopt;
  const auto time = text[10] == 'T' || text[10] == ' ' ? parse_time(text.substr(11)) : std::nullopt;
  if (!time || *time == std::chrono::hours{24})
    return std::nullopt;
  return Start{*day, time};
}

std::optional<std::chrono::weekday> parse_weekday(std::string_view text) {
  constexpr std::array<std::string_view, 7> names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end())
    return std::nullopt;
  return std::chrono::weekday(static_cast<unsigned>(found - names.begin()));
}

std::string suggest_duration(std::string_view text) {
  static constexpr std::array<Pair, 12> words{{{" ", ""},
                                               {"시간", "h"},
                                               {"분", "m"},
                                               {"밀리초", "ms"},
                                               {"초", "s"},
                                               {"seconds", "s"},
                                               {"second", "s"},
                                               {"secs", "s"},
                                               {"sec", "s"},
                                               {"minutes", "m"},
                                               {"min", "m"},
                                               {"S", "s"}}};
  std::string fixed = with_replacements(text, words);
  if (parse_number(fixed))
    fixed += "s";
  return parse_duration(fixed) ? fixed : std::string();
}

std::string suggest_size(std::string_view text) {
  static constexpr std::array<Pair, 6> words{
      {{" ", ""}, {"*", "x"}, {"×", "x"}, {"X", "x"}, {"px", ""}, {",", "x"}}};
  std::string fixed = with_replacements(text, words);
  return parse_size(fixed) ? fixed : std::string();
}

std::string suggest_date_range(std::string_view text) {
  static constexpr std::array<Pair, 6> words{
      {{" ", ""}, {"~", ".."}, {"～", ".."}, {"/", "-"}, {"to", ".."}, {"...", ".."}}};
  std::string fixed = with_replacements(text, words);
  if (parse_date_range(fixed))
    return fixed;
  // 2026.10.1 -> 2026-10-01, at both ends
  std::string out;
  const size_t dots = fixed.find("..");
  for (std::string_view part :
       {std::string_view(fixed).substr(0, dots),
        dots == std::string::npos ? std::string_view() : std::string_view(fixed).substr(dots + 2)}) {
    if (part.empty())
      continue;
    std::array<int, 3> numbers{};
    for (size_t i = 0; i < 3; ++i) {
      const auto number = take_digits(part);
      if (!number || *number > 9999)
        return {};
      numbers[i] = *number;
      if (!part.empty())
        part.remove_prefix(1);
    }
    if (!part.empty() || numbers[0] < 1000)
      return {};
    out += fmt::format("{}{:04}-{:02}-{:02}", out.empty() ? "" : "..", numbers[0], numbers[1], numbers[2]);
  }
  const auto range = parse_date_range(out);
  return range && range->from.ok() && range->to.ok() ? out : std::string();
}

std::string suggest_time_range(std::string_view text) {
  static constexpr std::array<Pair, 8> words{
      {{" ", ""}, {"~", "-"}, {"～", "-"}, {"–", "-"}, {"..", "-"}, {".", ":"}, {"시", ":"}, {"분", ""}}};
  std::string fixed = with_replacements(text, words);
  if (parse_time_range(fixed))
    return fixed;
  // 9-21, 9:-21:, and hours that are counted on past midnight: 18:00-26:00.
  std::string_view rest = fixed;
  const auto take_time = [&]() -> std::optional<int> {
    const auto hour = take_digits(rest);
    take(rest, ":");
    const auto minute = rest.empty() || rest.front() == '-' ? std::optional(0) : take_digits(rest);
    return hour && minute && *hour <= 99 && *minute < 60 ? std::optional(*hour * 60 + *minute) : std::nullopt;
  };
  const auto from = take_time();
  if (!from || !take(rest, "-"))
    return {};
  auto to = take_time();
  if (!to || !rest.empty())
    return {};
  if (*to > 24 * 60)
    *to -= 24 * 60;
  fixed = fmt::format("{:02}:{:02}-{:02}:{:02}", *from / 60, *from % 60, *to / 60, *to % 60);
  return parse_time_range(fixed) ? fixed : std::string();
}

Bilingual last_day_of_month(const std::chrono::year_month_day& day) {
  if (!day.month().ok())
    return say("달은 01부터 12까지입니다.", "months are 01 to 12.");
  const std::chrono::year_month_day last = day.year() / day.month() / std::chrono::last;
  return say("그 달의 마지막 날은 {0:04}-{1:02}-{2:02}입니다.",
             "the last day of that month is {0:04}-{1:02}-{2:02}.", static_cast<int>(last.year()),
             static_cast<unsigned>(last.month()), static_cast<unsigned>(last.day()));
}

std::string suggest_day(std::string_view text) {
  static constexpr std::array<Pair, 11> korean{{{"월", "mon"},
                                                {"화", "tue"},
                                                {"수", "wed"},
                                                {"목", "thu"},
                                                {"금", "fri"},
                                                {"토", "sat"},
                                                {"일", "sun"},
                                                {"평일", "weekdays"},
                                                {"주중", "weekdays"},
                                                {"주말", "weekend"},
                                                {"weekends", "weekend"}}};
  std::string_view stem = text;
  constexpr std::string_view suffix = "요일";
  if (stem.ends_with(suffix))
    stem.remove_suffix(suffix.size());
  for (const auto& [word, day] : korean) {
    if (word == stem)
      return std::string(day);
  }
  if (text == "weekday")
    return "weekdays";
  std::string lower(text.substr(0, 3));
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return parse_weekday(lower) ? lower : std::string();
}

bool is_language_tag(std::string_view text) {
  size_t subtag = 0;
  while (true) {
    const std::string_view part = text.substr(0, text.find('-'));
    const bool letters = std::all_of(part.begin(), part.end(), is_alpha);
    const bool alphanumeric =
        std::all_of(part.begin(), part.end(), [](char c) { return is_alpha(c) || is_digit(c); });
    if (subtag == 0 ? !letters || part.size() < 2 || part.size() > 3
                    : !alphanumeric || part.empty() || part.size() > 8)
      return false;
    if (part.size() == text.size())
      return true;
    text.remove_prefix(part.size() + 1);
    ++subtag;
  }
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_alpha(c) || is_digit(c) || c == '-'; });
}

}  // namespace madang::yaml
