// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>

#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/recurrence_rule.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

using std::chrono::weekday;

// Instances are counted from the start on; one in the year 1 would make that a long walk.
constexpr std::chrono::year k_first_year{1970};

std::vector<DateRange> parse_dates(const Parse& parse, const Field& field) {
  std::vector<DateRange> dates;
  for (const Node* node : elements(parse, field, Single::allowed)) {
    const auto text = read_string(parse, {*node, field.key});
    if (!text)
      continue;
    const auto range = parse_date_range(*text);
    if (!range) {
      refuse(parse, {*node, field.key}, "bad-date", suggest_date_range(*text), "2026-10-01..2026-11-30");
      continue;
    }
    if (!range->from.ok() || !range->to.ok()) {
      parse.error("no-such-day", *node,
                  say("{}에는 달력에 없는 날이 있습니다.", "{} contains a day that does not exist.",
                      in_quotes(*text)),
                  last_day_of_month(range->from.ok() ? range->to : range->from));
      continue;
    }
    if (range->to < range->from) {
      parse.error(
          "ends-early", *node,
          say("{}: 끝나는 날이 시작하는 날보다 앞섭니다.", "{} ends before it begins.", in_quotes(*text)),
          say("이른 날을 앞에 쓰세요.", "write the earlier day first."));
      continue;
    }
    dates.push_back(*range);
  }
  return dates;
}

std::vector<weekday> parse_days(const Parse& parse, const Field& field) {
  std::array<bool, 7> chosen{};
  for (const Node* node : elements(parse, field, Single::allowed)) {
    const auto text = read_string(parse, {*node, field.key});
    if (!text)
      continue;
    if (const auto day = parse_weekday(*text)) {
      chosen[day->c_encoding()] = true;
    } else if (*text == "weekdays") {
      for (size_t i = 1; i <= 5; ++i)
        chosen[i] = true;
    } else if (*text == "weekend") {
      chosen[0] = chosen[6] = true;
    } else {
      refuse(parse, {*node, field.key}, "bad-day", suggest_day(*text),
             "mon, tue, wed, thu, fri, sat, sun, weekdays, weekend");
    }
  }
  std::vector<weekday> days;  // Monday first, as people count a week
  for (const unsigned i : {1U, 2U, 3U, 4U, 5U, 6U, 0U}) {
    if (chosen[i])
      days.emplace_back(i);
  }
  return days;
}

std::vector<TimeRange> parse_times(const Parse& parse, const Field& field) {
  std::vector<TimeRange> times;
  for (const Node* node : elements(parse, field, Single::allowed)) {
    const auto text = read_string(parse, {*node, field.key});
    if (!text)
      continue;
    if (const auto range = parse_time_range(*text))
      times.push_back(*range);
    else
      refuse(parse, {*node, field.key}, "bad-time", suggest_time_range(*text), "09:00-21:00");
  }
  return times;
}

std::string digits_of(const MarketDays& market) {
  std::string out;
  for (const int digit : market.digits)
    out += (out.empty() ? "" : ", ") + std::to_string(digit);
  return out;
}

std::optional<MarketDays> parse_market_days(const Parse& parse, const Field& field) {
  MarketDays market;
  const Node* digits = &field.node;
  bool says_31st = false;
  if (field.node.is_map()) {
    const Fields fields(parse, field.node, keys::market_days);
    digits = fields.require("on", "[1, 6]");
    says_31st = fields.find("31st") != nullptr;
    fields.take("31st", market.also_31st, read_yes_no);
    if (digits == nullptr)
      return std::nullopt;
  }
  for (const Node* node : elements(parse, {*digits, field.key}, Single::allowed)) {
    if (const auto digit = read_integer(parse, {*node, field.key}, 0, 9))
      market.digits.push_back(*digit);
  }
  const bool has_one = std::find(market.digits.begin(), market.digits.end(), 1) != market.digits.end();
  if (has_one && !says_31st) {
    parse.error("unsaid-31st", field.node,
                say("31일도 장날인지 적지 않았습니다.", "it does not say whether the 31st is a market day."),
                say("'{{ on: [{0}], 31st: yes }}' 또는 '31st: no'로 쓰세요.",
                    "write '{{ on: [{0}], 31st: yes }}', or '31st: no'.", digits_of(market)));
  }
  return market;
}

std::vector<LunarRange> parse_lunar(const Parse& parse, const Field& field) {
  std::vector<LunarRange> ranges;
  for (const Node* node : elements(parse, field, Single::allowed)) {
    const auto text = read_string(parse, {*node, field.key});
    if (!text)
      continue;
    const auto range = parse_lunar_range(*text);
    if (!range) {
      refuse(parse, {*node, field.key}, "bad-lunar", "", "08-14..08-16, leap-06-15");
      continue;
    }
    const auto exists = [](const LunarDay& day) {
      return day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= 30;
    };
    if (!exists(range->from) || !exists(range->to)) {
      parse.error("no-such-lunar-day", *node,
                  say("{}에는 음력에 없는 날이 있습니다.", "{} contains a day that the lunar calendar lacks.",
                      in_quotes(*text)),
                  say("달은 01부터 12, 날은 01부터 30까지입니다. 30은 그 달의 마지막 날입니다.",
                      "months are 01 to 12, days 01 to 30; 30 is the last day of its month."));
      continue;
    }
    const bool leap = range->from.leap || range->to.leap;
    if (leap && (range->from.leap != range->to.leap || range->from.month != range->to.month ||
                 range->to.day < range->from.day)) {
      parse.error(
          "leap-range", *node,
          say("{}: 윤달은 그 달 안에서만 적을 수 있습니다.", "{} leaves its leap month.", in_quotes(*text)),
          say("'leap-06-01..leap-06-30'처럼 쓰고, 다른 달은 목록에 따로 적으세요.",
              "write it like 'leap-06-01..leap-06-30', and other months as another of the list."));
      continue;
    }
    ranges.push_back(*range);
  }
  return ranges;
}

/// Where in the file a part of a value stands, as far as it is written there as it reads.
Place place_within(const Parse& parse, const Node& node, size_t from, size_t length) {
  Place place = parse.at(node);
  place.mark.column += static_cast<int>(from) + (node.plain ? 0 : 1);
  place.length = static_cast<int>(length);
  return place;
}

std::optional<Recurrence> parse_recurrence(const Parse& parse, const Node& node) {
  Recurrence made;
  const Fields fields(parse, node, keys::recurrence);
  if (!fields.valid())
    return std::nullopt;
  bool whole = false;
  if (const Node* start = fields.require("start", "2026-09-02")) {
    const auto text = read_string(parse, {*start, "start"});
    const auto found = text ? parse_start(*text) : std::nullopt;
    if (text && !found)
      refuse(parse, {*start, "start"}, "bad-date", "", "2026-09-02, 2026-09-02T09:00");
    if (found && !found->day.ok()) {
      parse.error("no-such-day", *start,
                  say("{}은(는) 달력에 없는 날입니다.", "{} is a day that does not exist.", in_quotes(*text)),
                  say("있는 날을 적으세요.", "write a day that exists."));
    } else if (found && found->day.year() < k_first_year) {
      parse.error("out-of-range", *start,
                  say("반복은 {}년보다 앞서 시작할 수 없습니다.", "a recurrence cannot start before {}.",
                      static_cast<int>(k_first_year)),
                  say("처음 되풀이되는 날을 적으세요.", "write the day of its first instance."));
    } else if (found) {
      made.start = found->day;
      made.time = found->time;
      whole = true;
    }
  }
  const Node* rule = fields.require("rule", "\"FREQ=MONTHLY;BYDAY=2SA\"");
  const bool has_rule = rule != nullptr && fields.take("rule", made.rule, read_string);
  const bool lasts = fields.take("lasts", made.lasts, [](const Parse& p, const Field& f) {
    auto length = read_duration(p, f);
    if (length && *length < std::chrono::minutes{1}) {
      refuse(p, f, "out-of-range", "", "1h, 30m");
      length.reset();
    }
    return length;
  });
  if (!whole || !has_rule)
    return std::nullopt;
  if (made.time && !lasts && fields.find("lasts") == nullptr) {
    fields.require("lasts", "1h");
    return std::nullopt;
  }
  if (!made.time && fields.find("lasts") != nullptr) {
    parse.error("lasts-all-day", *fields.find("lasts"),
                say("시각이 없는 start는 하루 내내이므로 lasts를 쓸 수 없습니다.",
                    "a start without a time of day means whole days, which 'lasts' cannot change."),
                say("start를 2026-09-02T09:00처럼 쓰거나 lasts를 지우고 times를 쓰세요.",
                    "write start like 2026-09-02T09:00, or remove 'lasts' and use 'times'."));
    return std::nullopt;
  }
  if (auto problem = check_recurrence_rule(made.rule, made.time.has_value())) {
    parse.report.error("bad-rule", place_within(parse, *rule, problem->from, problem->length),
                       std::move(problem->what), std::move(problem->instead));
    return std::nullopt;
  }
  return made;
}

/// One, or a list: maps, which `elements` does not take alone.
std::vector<const Node*> one_or_list(const Parse& parse, const Field& field) {
  if (field.node.is_map())
    return {&field.node};
  return elements(parse, field, Single::refused);
}

When parse_conditions(const Parse& parse, const Fields& fields) {
  When when;
  if (const Node* dates = fields.find("dates"))
    when.dates = parse_dates(parse, {*dates, "dates"});
  if (const Node* days = fields.find("days"))
    when.days = parse_days(parse, {*days, "days"});
  if (const Node* market = fields.find("market-days"))
    when.market_days = parse_market_days(parse, {*market, "market-days"});
  if (const Node* lunar = fields.find("lunar"))
    when.lunar = parse_lunar(parse, {*lunar, "lunar"});
  HolidaySet set{};
  if (fields.take("holidays", set, [](const Parse& p, const Field& f) {
        return read_choice<HolidaySet>(p, f, {{"kr", HolidaySet::kr}, {"site", HolidaySet::site}});
      }))
    when.holidays = set;
  if (const Node* rules = fields.find("rrule")) {
    for (const Node* node : one_or_list(parse, {*rules, "rrule"})) {
      if (auto made = parse_recurrence(parse, *node))
        when.recurrences.push_back(*std::move(made));
    }
  }
  if (const Node* times = fields.find("times"))
    when.times = parse_times(parse, {*times, "times"});
  return when;
}

}  // namespace

When parse_when(const Parse& parse, const Node& node) {
  const Fields fields(parse, node, keys::when);
  When when = parse_conditions(parse, fields);
  if (const Node* except = fields.find("except")) {
    for (const Node* each : one_or_list(parse, {*except, "except"})) {
      const Fields exception(parse, *each, keys::exception);
      if (each->is_map() && each->entries.empty()) {
        parse.error("empty", *each, say("'except'에 적은 것이 없습니다.", "'except' says nothing."),
                    say("'except: {{ holidays: kr }}'처럼 쓰거나 지우세요.",
                        "write it like 'except: {{ holidays: kr }}', or remove it."));
        continue;
      }
      when.except.push_back(parse_conditions(parse, exception));
    }
  }
  return when;
}

}  // namespace madang::yaml
