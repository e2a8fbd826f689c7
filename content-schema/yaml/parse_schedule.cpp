// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>

#include "content-schema/yaml/nearest.h"
#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

using std::chrono::weekday;

std::string last_day(const std::chrono::year_month_day& day) {
  if (!day.month().ok())
    return {};
  const std::chrono::year_month_day last = day.year() / day.month() / std::chrono::last;
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(last.year()), static_cast<unsigned>(last.month()),
                     static_cast<unsigned>(last.day()));
}

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
      const std::string last = last_day(range->from.ok() ? range->to : range->from);
      parse.error("no-such-day", *node,
                  say("{}에는 달력에 없는 날이 있습니다.", "{} contains a day that does not exist.",
                      in_quotes(*text)),
                  last.empty()
                      ? say("달은 01부터 12까지입니다.", "months are 01 to 12.")
                      : say("그 달의 마지막 날은 {}입니다.", "the last day of that month is {}.", last));
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

When parse_when(const Parse& parse, const Node& node) {
  When when;
  const Fields fields(parse, node, keys::when);
  if (const Node* dates = fields.find("dates"))
    when.dates = parse_dates(parse, {*dates, "dates"});
  if (const Node* days = fields.find("days"))
    when.days = parse_days(parse, {*days, "days"});
  if (const Node* times = fields.find("times"))
    when.times = parse_times(parse, {*times, "times"});
  return when;
}

std::optional<AtLeast> read_at_least(const Parse& parse, const Field& field) {
  const auto text = read_string(parse, field);
  if (!text)
    return std::nullopt;
  const auto at_least = parse_at_least(*text);
  if (!at_least)
    refuse(parse, field, "bad-share", "", "5m per 1h");
  return at_least;
}

template <class IdType>
std::vector<IdType> parse_targets(const Parse& parse, const Field& field, Link::To to) {
  std::vector<IdType> ids;
  for (const Node* node : elements(parse, field, Single::allowed)) {
    const auto id = read_id(parse, {*node, field.key});
    if (!id)
      continue;
    ids.push_back({*id});
    parse.link(to, *id, *node, field.key);
  }
  return ids;
}

ScheduleEntry parse_entry(const Parse& parse, const Node& node) {
  ScheduleEntry entry;
  entry.mark = parse.mark(node);
  const Fields fields(parse, node, keys::entry);
  if (!fields.valid())
    return entry;
  if (fields.require("name", "가을 감귤 축제") != nullptr && fields.take("name", entry.name, read_string)) {
    parse.links.named.push_back({Named::What::entry, entry.name, parse.at(*fields.find("name"))});
  }
  entry.show = parse_show(parse, fields, "play").value_or(Show{});
  if (const Node* when = fields.find("when"))
    entry.when = parse_when(parse, *when);
  fields.take("priority", entry.priority,
              [](const Parse& p, const Field& f) { return read_integer(p, f, -1000, 1000); });
  fields.take("share", entry.share,
              [](const Parse& p, const Field& f) { return read_integer(p, f, 1, k_most_share); });
  fields.take("at-least", entry.at_least, read_at_least);
  if (const Node* screens = fields.find("screens")) {
    entry.screens = parse_targets<ScreenId>(parse, {*screens, "screens"}, Link::To::screen);
  }
  if (const Node* groups = fields.find("groups")) {
    entry.groups = parse_targets<GroupId>(parse, {*groups, "groups"}, Link::To::group);
  }
  return entry;
}

}  // namespace

std::optional<Show> parse_show(const Parse& parse, const Fields& fields, std::string_view playlist_key) {
  const std::array<std::string_view, 2> choices{playlist_key, "layout"};
  const Node::Entry* chosen = fields.exactly_one(choices);
  if (chosen == nullptr)
    return std::nullopt;
  const bool is_layout = chosen->key->text == "layout";
  const auto path = read_path(parse, {*chosen->value, chosen->key->text});
  if (!path)
    return std::nullopt;
  parse.link(is_layout ? Link::To::layout : Link::To::playlist, *path, *chosen->value, chosen->key->text);
  return Show{is_layout ? Show::Kind::layout : Show::Kind::playlist, *path};
}

std::optional<Schedule> parse_schedule(const Parse& parse, const Node& root) {
  Schedule schedule;
  const Fields fields(parse, root, keys::schedule);
  if (!check_header(parse, fields, "schedule"))
    return std::nullopt;
  const Node* entries = fields.require("entries", "[ ]");
  if (entries == nullptr)
    return schedule;
  if (entries->is_list() && entries->items.empty())
    return schedule;  // the default plays all day
  for (const Node* entry : elements(parse, {*entries, "entries"}, Single::refused)) {
    schedule.entries.push_back(parse_entry(parse, *entry));
  }
  return schedule;
}

}  // namespace madang::yaml
