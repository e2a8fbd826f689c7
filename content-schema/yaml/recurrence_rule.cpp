// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/yaml/recurrence_rule.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string>
#include <vector>

#include "content-schema/yaml/fields.h"

namespace madang::yaml {
namespace {

constexpr std::array<std::string_view, 6> k_frequencies{"YEARLY", "MONTHLY", "WEEKLY",
                                                        "DAILY",  "HOURLY",  "MINUTELY"};
constexpr std::array<std::string_view, 7> k_weekdays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/// A part whose value is numbers with commas.
struct Numbers {
  std::string_view name;
  int least, most;
  bool negative;  ///< also counted from the end: -most to -least
};
constexpr std::array<Numbers, 9> k_numbers{{{"COUNT", 1, 10000, false},
                                            {"INTERVAL", 1, 10000, false},
                                            {"BYMINUTE", 0, 59, false},
                                            {"BYHOUR", 0, 23, false},
                                            {"BYMONTHDAY", 1, 31, true},
                                            {"BYYEARDAY", 1, 366, true},
                                            {"BYWEEKNO", 1, 53, true},
                                            {"BYMONTH", 1, 12, false},
                                            {"BYSETPOS", 1, 366, true}}};
constexpr std::array<std::string_view, 13> k_parts{
    "FREQ",       "UNTIL",     "COUNT",    "INTERVAL", "BYMINUTE", "BYHOUR", "BYDAY",
    "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH",  "BYSETPOS", "WKST"};

constexpr int k_most_weeks = 5;  // with the same weekday, in a month

template <class List>
bool is_among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::optional<int> whole(std::string_view text) {
  int value = 0;
  if (text.size() > 1 && text.front() == '+')
    text.remove_prefix(1);
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  return end.ec == std::errc{} && end.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

bool in_range(const Numbers& numbers, std::string_view text) {
  const auto value = whole(text);
  if (!value)
    return false;
  const int size = numbers.negative ? std::abs(*value) : *value;
  return size >= numbers.least && size <= numbers.most;
}

/// `20261231` or `20261231T150000Z`; with `T`, the `Z` may be left out.
bool is_until(std::string_view text) {
  const auto digits = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (text.size() < 8 || !digits(text.substr(0, 8)))
    return false;
  const std::chrono::year_month_day day{std::chrono::year{*whole(text.substr(0, 4))},
                                        std::chrono::month{static_cast<unsigned>(*whole(text.substr(4, 2)))},
                                        std::chrono::day{static_cast<unsigned>(*whole(text.substr(6, 2)))}};
  text.remove_prefix(8);
  if (!day.ok() || text.empty())
    return day.ok();
  if (text.ends_with('Z'))
    text.remove_suffix(1);
  return text.size() == 7 && text[0] == 'T' && digits(text.substr(1)) && *whole(text.substr(1, 2)) < 24 &&
         *whole(text.substr(3, 2)) < 60 && *whole(text.substr(5, 2)) < 60;
}

class Checker {
 public:
  Checker(std::string_view rule, bool has_time) : rule_(rule), has_time_(has_time) {}

  std::optional<RuleProblem> check() {
    for (size_t at = 0; at <= rule_.size();) {
      const size_t end = std::min(rule_.find(';', at), rule_.size());
      if (auto problem = check_part(at, rule_.substr(at, end - at)))
        return problem;
      at = end + 1;
    }
    if (!find("FREQ"))
      return problem(0, rule_.size(), say("FREQ가 없습니다.", "there is no FREQ."),
                     say("'FREQ=MONTHLY;BYDAY=2SA'처럼 쓰세요.", "write it like 'FREQ=MONTHLY;BYDAY=2SA'."));
    return check_together();
  }

 private:
  struct Part {
    size_t at;
    std::string_view text, value;
  };

  static RuleProblem problem(size_t at, size_t length, Bilingual what, Bilingual instead) {
    return {at, std::max<size_t>(length, 1), std::move(what), std::move(instead)};
  }

  const Part* find(std::string_view name) const {
    const auto found = parts_.find(name);
    return found == parts_.end() ? nullptr : &found->second;
  }

  std::optional<RuleProblem> check_part(size_t at, std::string_view text) {
    const size_t equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    if (equals == std::string_view::npos || !is_among(k_parts, name))
      return problem(at, text.size(),
                     say("규칙에 {}은(는) 없습니다.", "{} is no part of a rule.", in_quotes(text)),
                     name.starts_with("BYSECOND")
                         ? say("초 단위는 쓸 수 없습니다. 지우세요.", "seconds cannot be used; remove it.")
                         : advise(name, k_parts));
    const Part part{at, text, text.substr(equals + 1)};
    if (!parts_.emplace(name, part).second)
      return problem(at, text.size(),
                     say("{}을(를) 두 번 적었습니다.", "{} is written twice.", in_quotes(name)),
                     say("하나만 남기세요.", "keep one of them."));
    if (name == "FREQ") {
      if (is_among(k_frequencies, part.value))
        return std::nullopt;
      return wrong(part, say("{} 가운데 하나를 쓰세요.", "write one of {}.", listed(k_frequencies)));
    }
    if (name == "UNTIL") {
      if (is_until(part.value))
        return std::nullopt;
      return wrong(part, say("20261231이나 20261231T150000Z처럼 쓰세요.",
                             "write it like 20261231 or 20261231T150000Z."));
    }
    if (name == "WKST") {
      if (is_among(k_weekdays, part.value))
        return std::nullopt;
      return wrong(part, say("{} 가운데 하나를 쓰세요.", "write one of {}.", listed(k_weekdays)));
    }
    return check_list(name, part);
  }

  std::optional<RuleProblem> wrong(const Part& part, Bilingual instead) const {
    return problem(
        part.at, part.text.size(),
        say("{}에 쓸 수 없는 값이 있습니다.", "there is a wrong value in {}.", in_quotes(part.text)),
        std::move(instead));
  }

  std::optional<RuleProblem> check_list(std::string_view name, const Part& part) const {
    const auto numbers = std::find_if(k_numbers.begin(), k_numbers.end(),
                                      [&](const Numbers& each) { return each.name == name; });
    const bool single = name == "COUNT" || name == "INTERVAL";
    std::string_view rest = part.value;
    while (true) {
      const size_t comma = single ? std::string_view::npos : rest.find(',');
      const std::string_view value = rest.substr(0, comma);
      if (numbers == k_numbers.end()) {
        if (!is_day(value))
          return wrong(part, say("MO나 2SA, -1FR처럼 쓰세요.", "write it like MO, 2SA or -1FR."));
      } else if (!in_range(*numbers, value)) {
        return wrong(part, numbers->negative
                               ? say("{0}부터 {1}까지, 또는 -{1}부터 -{0}까지 쓸 수 있습니다.",
                                     "it may be {0} to {1} or -{1} to -{0}.", numbers->least, numbers->most)
                               : say("{}부터 {}까지 쓸 수 있습니다.", "it may be {} to {}.", numbers->least,
                                     numbers->most));
      }
      if (comma == std::string_view::npos)
        return std::nullopt;
      rest.remove_prefix(comma + 1);
    }
  }

  static bool is_day(std::string_view text) {
    if (text.size() < 2 || !is_among(k_weekdays, text.substr(text.size() - 2)))
      return false;
    text.remove_suffix(2);
    constexpr Numbers ordinal{"", 1, 53, true};
    return text.empty() || in_range(ordinal, text);
  }

  /// What RFC 5545 3.3.10 forbids side by side.
  std::optional<RuleProblem> check_together() const {
    const std::string_view frequency = find("FREQ")->value;
    const bool short_steps = frequency == "HOURLY" || frequency == "MINUTELY";
    const Part* day = find("BYDAY");
    const bool has_ordinal = day != nullptr && std::any_of(day->value.begin(), day->value.end(),
                                                           [](char c) { return c >= '0' && c <= '9'; });
    const auto refused = [&](const Part& part, Bilingual instead) {
      return problem(part.at, part.text.size(),
                     say("FREQ={1} 규칙에는 {0}을(를) 쓸 수 없습니다.", "{0} cannot be used with FREQ={1}.",
                         in_quotes(part.text), frequency),
                     std::move(instead));
    };
    if (!has_time_) {
      for (const std::string_view name : {"FREQ", "BYHOUR", "BYMINUTE"}) {
        const Part* part = find(name);
        if (part != nullptr && (name != "FREQ" || short_steps))
          return problem(
              part->at, part->text.size(),
              say("{}에는 시각이 있어야 합니다.", "{} needs a time of day.", in_quotes(part->text)),
              say("start를 2026-09-02T09:00처럼 쓰고 lasts를 더하세요.",
                  "write start like 2026-09-02T09:00, and add lasts."));
      }
    }
    if (find("UNTIL") != nullptr && find("COUNT") != nullptr)
      return problem(find("COUNT")->at, find("COUNT")->text.size(),
                     say("UNTIL과 COUNT를 함께 쓸 수 없습니다.", "UNTIL and COUNT cannot be used together."),
                     say("하나만 남기세요.", "keep one of them."));
    if (has_ordinal && ((frequency != "MONTHLY" && frequency != "YEARLY") || find("BYWEEKNO") != nullptr))
      return refused(*day,
                     say("요일만 쓰거나 FREQ=MONTHLY를 쓰세요.", "write weekdays only, or FREQ=MONTHLY."));
    if (const Part* week = find("BYWEEKNO"); week != nullptr && frequency != "YEARLY")
      return refused(*week, say("FREQ=YEARLY와 함께 쓰세요.", "use it with FREQ=YEARLY."));
    if (const Part* year_day = find("BYYEARDAY");
        year_day != nullptr && (frequency == "MONTHLY" || frequency == "WEEKLY" || frequency == "DAILY"))
      return refused(*year_day, say("FREQ=YEARLY와 함께 쓰세요.", "use it with FREQ=YEARLY."));
    if (const Part* month_day = find("BYMONTHDAY"); month_day != nullptr && frequency == "WEEKLY")
      return refused(*month_day, say("FREQ=MONTHLY와 함께 쓰세요.", "use it with FREQ=MONTHLY."));
    if (const Part* position = find("BYSETPOS"); position != nullptr && (short_steps || parts_by() < 2))
      return short_steps
                 ? refused(*position, say("BYMINUTE를 쓰세요.", "use BYMINUTE."))
                 : problem(position->at, position->text.size(),
                           say("BYSETPOS가 고를 것이 없습니다.", "BYSETPOS has nothing to choose from."),
                           say("BYDAY 같은 다른 BY 항목과 함께 쓰세요.",
                               "use it with another BY part, like BYDAY."));
    return check_happens(frequency, has_ordinal);
  }

  /// What a library would seek through the centuries, and staff in vain.
  std::optional<RuleProblem> check_happens(std::string_view frequency, bool has_ordinal) const {
    if (const Part* position = find("BYSETPOS")) {
      const int most = most_of_a_period(frequency, has_ordinal);
      for (const int place : numbers_of("BYSETPOS")) {
        if (std::abs(place) > most)
          return problem(
              position->at, position->text.size(),
              say("{0}번째는 없습니다: BYSETPOS가 고를 것은 많아야 {1}개입니다.",
                  "there is no number {0}: BYSETPOS has at most {1} to choose from.", place, most),
              say("1부터 {0}까지, 또는 -{0}부터 -1까지 쓰세요.", "write 1 to {0} or -{0} to -1.", most));
      }
    }
    if (const Part* day = find("BYDAY");
        day != nullptr && (frequency == "MONTHLY" || find("BYMONTH") != nullptr)) {
      for (std::string_view rest = day->value; !rest.empty();) {
        const std::string_view each = rest.substr(0, rest.find(','));
        if (std::abs(whole(each.substr(0, each.size() - 2)).value_or(1)) > k_most_weeks)
          return problem(day->at, day->text.size(),
                         say("한 달에 같은 요일이 {}번까지만 있습니다.",
                             "a month has at most {} of the same weekday.", k_most_weeks),
                         say("1부터 {0}까지, 또는 -{0}부터 -1까지 쓰세요.", "write 1 to {0} or -{0} to -1.",
                             k_most_weeks));
        rest.remove_prefix(std::min(each.size() + 1, rest.size()));
      }
    }
    if (const Part* month_day = find("BYMONTHDAY"); month_day != nullptr && find("BYMONTH") != nullptr) {
      constexpr std::array<int, 12> k_lengths{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
      int longest = 0;
      for (const int month : numbers_of("BYMONTH"))
        longest = std::max(longest, k_lengths[static_cast<size_t>(month - 1)]);
      const auto days = numbers_of("BYMONTHDAY");
      if (std::none_of(days.begin(), days.end(), [&](int day) { return std::abs(day) <= longest; }))
        return problem(month_day->at, month_day->text.size(),
                       say("{}의 달에는 없는 날입니다.", "the months of {} have no such day.",
                           in_quotes(find("BYMONTH")->text)),
                       say("그 달의 마지막 날은 {}일입니다.", "their last day is the {}th.", longest));
    }
    return std::nullopt;
  }

  /// How many instances a day, week, month or year of the rule can have at most.
  int most_of_a_period(std::string_view frequency, bool has_ordinal) const {
    const auto count = [&](std::string_view name) { return static_cast<int>(numbers_of(name).size()); };
    const bool yearly = frequency == "YEARLY";
    const int months = !yearly ? 1 : find("BYMONTH") != nullptr ? count("BYMONTH") : 12;
    int most = frequency == "DAILY" ? 1 : frequency == "WEEKLY" ? 7 : months * 31;
    if (const Part* days = find("BYDAY")) {
      const int named = 1 + static_cast<int>(std::count(days->value.begin(), days->value.end(), ','));
      const bool once = has_ordinal || frequency == "WEEKLY" || frequency == "DAILY";
      const int times = once ? 1 : k_most_weeks;
      most = std::min(most, named * times * months);
    }
    if (find("BYMONTHDAY") != nullptr)
      most = std::min(most, count("BYMONTHDAY") * months);
    if (find("BYYEARDAY") != nullptr)
      most = std::min(most, count("BYYEARDAY"));
    return most * std::max(1, count("BYHOUR")) * std::max(1, count("BYMINUTE"));
  }

  /// Checked before; none where the rule does not say it.
  std::vector<int> numbers_of(std::string_view name) const {
    std::vector<int> numbers;
    const Part* part = find(name);
    for (std::string_view rest = part != nullptr ? part->value : ""; !rest.empty();) {
      const size_t comma = std::min(rest.find(','), rest.size());
      numbers.push_back(*whole(rest.substr(0, comma)));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return numbers;
  }

  size_t parts_by() const {
    return static_cast<size_t>(std::count_if(parts_.begin(), parts_.end(),
                                             [](const auto& each) { return each.first.starts_with("BY"); }));
  }

  std::string_view rule_;
  bool has_time_;
  std::map<std::string_view, Part> parts_;
};

}  // namespace

std::optional<RuleProblem> check_recurrence_rule(std::string_view rule, bool has_time) {
  return Checker(rule, has_time).check();
}

}  // namespace madang::yaml
