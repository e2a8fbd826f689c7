// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "scheduler/calendar/explain.h"
#include "tools/madang/when_fairness.h"
#include "tools/madang/when_forms.h"
#include "tools/madang/when_words.h"

namespace madang::tool {
namespace {

using Json = nlohmann::ordered_json;

Json time_json(const WhenView& view, SysTime t) {
  const LocalTime local = view.zone.to_local(t);
  const auto offset =
      std::chrono::duration_cast<std::chrono::minutes>(local.time_since_epoch() - t.time_since_epoch());
  const auto size = std::chrono::abs(offset);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  return {{"utc", to_iso8601(t)},
          {"local", fmt::format("{}T{}.{:03}{}{:02}:{:02}", date_text(day), seconds_text(local),
                                (local - std::chrono::floor<std::chrono::seconds>(local)).count(),
                                offset.count() < 0 ? '-' : '+', size.count() / 60, size.count() % 60)}};
}

Json name_json(const WhenView& view, size_t entry) {
  return view.is_default(entry) ? Json(nullptr) : Json(view.schedule().entries[entry].name);
}

double rounded(double value) {
  return std::round(value * 1e6) / 1e6;
}

Json days_json(const WhenView& view) {
  Json days = Json::array();
  for (const WhenDay& day : view.days) {
    Json holidays = Json::array();
    for (const Bilingual& each : day.holidays)
      holidays.push_back(each.ko);
    days.push_back({{"date", date_text(day.day)},
                    {"weekday", weekday_name(std::chrono::weekday{day.day}, Lang::en)},
                    {"lunar", day.lunar ? Json(fmt::format("{}{:02}-{:02}", day.lunar->leap ? "leap-" : "",
                                                           day.lunar->month, day.lunar->day))
                                        : Json(nullptr)},
                    {"holidays", std::move(holidays)},
                    {"market_day", day.market}});
  }
  return days;
}

Json entries_json(const WhenView& view) {
  Json entries = Json::array();
  for (const size_t entry : view.entries) {
    Json made{{"name", name_json(view, entry)}, {"number", view.number(entry)}};
    if (!view.is_default(entry)) {
      const ScheduleEntry& each = view.schedule().entries[entry];
      made.update({{"priority", each.priority},
                   {"share", each.share},
                   {"show", each.show.path},
                   {"file", each.mark.file},
                   {"line", each.mark.line}});
    } else {
      made["show"] = view.show(entry).path;
    }
    entries.push_back(std::move(made));
  }
  return entries;
}

Json segments_json(const WhenView& view) {
  Json segments = Json::array();
  for (const WhenStretch& each : view.segments) {
    Json parts = Json::array();
    for (const WhenPart& part : each.parts)
      parts.push_back({{"name", name_json(view, part.entry)}, {"due", rounded(part.due)}});
    segments.push_back({{"from", time_json(view, each.interval.from)},
                        {"to", time_json(view, each.interval.to)},
                        {"entries", std::move(parts)}});
  }
  return segments;
}

const char* word_of(Timeline::Holder::By by) {
  switch (by) {
    case Timeline::Holder::By::turn:
      return "turn";
    case Timeline::Holder::By::finishing:
      return "finishing";
    case Timeline::Holder::By::fallback:
      return "fallback";
    case Timeline::Holder::By::card:
      return "card";
  }
  return "";
}

const char* word_of(Verdict::Kind kind) {
  switch (kind) {
    case Verdict::Kind::plays:
      return "plays";
    case Verdict::Kind::outranked:
      return "outranked";
    case Verdict::Kind::not_here:
      return "not_here";
    case Verdict::Kind::not_now:
      return "not_now";
    case Verdict::Kind::off_air:
      return "off_air";
  }
  return "";
}

const char* word_of(WhenKey key) {
  switch (key) {
    case WhenKey::dates:
      return "dates";
    case WhenKey::days:
      return "days";
    case WhenKey::market_days:
      return "market-days";
    case WhenKey::lunar:
      return "lunar";
    case WhenKey::holidays:
      return "holidays";
    case WhenKey::rrule:
      return "rrule";
    case WhenKey::times:
      return "times";
  }
  return "";
}

Json turn_json(const WhenView& view, const WhenTurn& turn) {
  Json made{{"from", time_json(view, turn.on.from)},
            {"to", time_json(view, turn.on.to)},
            {"entry", name_json(view, turn.entry)},
            {"by", word_of(turn.by)},
            {"item", what_plays(view, turn, Naming::with_path, Lang::ko)}};
  if (turn.item != nullptr) {
    made["file"] = turn.item->mark.file;
    made["line"] = turn.item->mark.line;
  }
  return made;
}

Json top(const WhenView& view) {
  return {{"screen", view.screen().id.value}, {"zone", view.zone.name()}};
}

/// File names may hold anything, and a program that reads this should not stumble over it.
std::string to_string(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string when_json(const WhenView& view) {
  constexpr const char* spans[] = {"hour", "day", "week", "year"};
  Json all = top(view);
  all["span"] = spans[static_cast<size_t>(view.span)];
  all["at"] = time_json(view, view.at);
  all["from"] = time_json(view, view.interval.from);
  all["to"] = time_json(view, view.interval.to);
  all["days"] = days_json(view);
  all["entries"] = entries_json(view);
  all["segments"] = segments_json(view);
  if (view.span == WhenSpan::hour) {
    Json turns = Json::array();
    for (SysTime t = view.interval.from; t < view.interval.to;) {
      WhenTurn turn = turn_at(view, t);
      t = turn.on.to;
      turns.push_back(turn_json(view, turn));
    }
    all["turns"] = std::move(turns);
  }
  return to_string(all);
}

std::string explain_json(const WhenView& view) {
  const auto said = explain(view.schedule(), view.screen(), view.zone, view.at, view.holidays,
                            airtimes(view.document(), view.zone));
  Json all = top(view);
  all["at"] = time_json(view, view.at);
  all["from"] = time_json(view, said.held.from);
  all["to"] = time_json(view, said.held.to);
  Json winners = Json::array();
  for (const size_t winner : said.winners)
    winners.push_back(name_json(view, winner));
  all["winners"] = std::move(winners);
  all["on_screen"] = turn_json(view, turn_at(view, view.at));
  const auto segment = std::find_if(view.segments.begin(), view.segments.end(),
                                    [&](const WhenStretch& each) { return each.interval.contains(view.at); });
  Json entries = Json::array();
  for (size_t i = 0; i < said.verdicts.size(); ++i) {
    const ScheduleEntry& entry = view.schedule().entries[i];
    const Verdict& verdict = said.verdicts[i];
    Json keys = Json::array();
    for (const WhenKey key : verdict.keys)
      keys.push_back(word_of(key));
    Json exceptions = Json::array();
    for (const size_t each : verdict.exceptions)
      exceptions.push_back(each + 1);
    Json made{{"name", entry.name},      {"number", view.number(i)},       {"priority", entry.priority},
              {"file", entry.mark.file}, {"line", entry.mark.line},        {"verdict", word_of(verdict.kind)},
              {"keys", std::move(keys)}, {"except", std::move(exceptions)}};
    if (verdict.kind == Verdict::Kind::plays && segment != view.segments.end()) {
      for (const WhenPart& part : segment->parts) {
        if (part.entry == i)
          made["due"] = rounded(part.due);
      }
    }
    entries.push_back(std::move(made));
  }
  all["entries"] = std::move(entries);
  return to_string(all);
}

std::string fairness_json(const WhenView& view) {
  Json all = top(view);
  all["from"] = time_json(view, view.interval.from);
  all["to"] = time_json(view, view.interval.to);
  Json days = Json::array();
  for (const FairDay& day : fairness(view)) {
    Json entries = Json::array();
    for (const FairShare& share : day.shares) {
      entries.push_back({{"name", name_json(view, share.entry)},
                         {"due_ms", share.due.count()},
                         {"had_ms", share.had.count()},
                         {"longest_item_ms", share.longest.count()},
                         {"items_ahead", rounded(share.items_ahead())}});
    }
    days.push_back({{"date", date_text(view.days[day.day].day)}, {"entries", std::move(entries)}});
  }
  all["days"] = std::move(days);
  return to_string(all);
}

}  // namespace madang::tool
