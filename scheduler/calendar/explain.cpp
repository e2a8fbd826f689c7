// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/explain.h"

#include <algorithm>
#include <bit>

#include "scheduler/calendar/days.h"
#include "scheduler/calendar/occurrences.h"
#include "scheduler/calendar/resolve.h"

namespace madang {
namespace {

bool says(const When& when, WhenKey key) {
  switch (key) {
    case WhenKey::dates:
      return !when.dates.empty();
    case WhenKey::days:
      return !when.days.empty();
    case WhenKey::market_days:
      return when.market_days.has_value();
    case WhenKey::lunar:
      return !when.lunar.empty();
    case WhenKey::holidays:
      return when.holidays.has_value();
    case WhenKey::rrule:
      return !when.recurrences.empty();
    case WhenKey::times:
      return !when.times.empty();
  }
  return false;
}

void drop(When& when, WhenKey key) {
  const When nothing;
  switch (key) {
    case WhenKey::dates:
      when.dates = nothing.dates;
      break;
    case WhenKey::days:
      when.days = nothing.days;
      break;
    case WhenKey::market_days:
      when.market_days = nothing.market_days;
      break;
    case WhenKey::lunar:
      when.lunar = nothing.lunar;
      break;
    case WhenKey::holidays:
      when.holidays = nothing.holidays;
      break;
    case WhenKey::rrule:
      when.recurrences = nothing.recurrences;
      break;
    case WhenKey::times:
      when.times = nothing.times;
      break;
  }
}

/// At the instant that `days` is about.
bool holds(const When& when, Days& days) {
  return !occurrences(when, days).empty();
}

/// A window belongs to the day on which it begins, so no key can be judged alone: of Saturday, 01:00, the
/// night of `days: fri, times: 22:00-02:00` is not ruled out by `days`. What rules out is therefore what has
/// to be dropped, the fewest first.
std::vector<WhenKey> ruling_out(const When& when, Days& days) {
  const std::vector<WhenKey> said = keys_of(when);
  const unsigned all = 1U << said.size();
  for (int count = 1; count <= static_cast<int>(said.size()); ++count) {
    for (unsigned set = 1; set < all; ++set) {
      if (std::popcount(set) != count)
        continue;
      When rest = when;
      std::vector<WhenKey> dropped;
      for (size_t i = 0; i < said.size(); ++i) {
        if ((set >> i & 1U) != 0)
          dropped.push_back(said[i]);
      }
      for (const WhenKey key : dropped)
        drop(rest, key);
      if (holds(rest, days))
        return dropped;
    }
  }
  return said;
}

bool is_on(const Airtimes& airtimes, const Show& show, SysTime at) {
  const auto found = airtimes.find(show.path);
  return found == airtimes.end() || std::any_of(found->second.begin(), found->second.end(),
                                                [&](const Interval& each) { return each.contains(at); });
}

Verdict not_now(const When& when, Days& days) {
  When bare = when;
  bare.except.clear();
  if (!holds(bare, days))
    return {Verdict::Kind::not_now, ruling_out(bare, days), {}};
  Verdict verdict{Verdict::Kind::not_now, {}, {}};
  for (size_t i = 0; i < when.except.size(); ++i) {
    bare.except = {when.except[i]};
    if (!holds(bare, days))
      verdict.exceptions.push_back(i);
  }
  // Two windows of the entry that overlap may each be taken out by another one.
  if (verdict.exceptions.empty()) {
    for (size_t i = 0; i < when.except.size(); ++i)
      verdict.exceptions.push_back(i);
  }
  return verdict;
}

}  // namespace

std::vector<WhenKey> keys_of(const When& when) {
  std::vector<WhenKey> said;
  for (const WhenKey key : {WhenKey::dates, WhenKey::days, WhenKey::market_days, WhenKey::lunar,
                            WhenKey::holidays, WhenKey::rrule, WhenKey::times}) {
    if (says(when, key))
      said.push_back(key);
  }
  return said;
}

Explanation explain(const Schedule& schedule, const Screen& screen, const TimeZone& zone, SysTime at,
                    const Holidays& holidays, const Airtimes& airtimes) {
  // Nothing holds a screen for longer than a day, so the first one is not cut.
  const auto held = resolve(schedule, screen, zone, {at, at + std::chrono::days{3}}, holidays, airtimes);
  Explanation made{held.front().interval, held.front().entries, {}};
  Days days(zone, holidays, {at, at + Millis{1}});
  const auto verdict_of = [&](const ScheduleEntry& entry) -> Verdict {
    if (!is_for(entry, screen))
      return {Verdict::Kind::not_here, {}, {}};
    if (!holds(entry.when, days))
      return not_now(entry.when, days);
    if (!is_on(airtimes, entry.show, at))
      return {Verdict::Kind::off_air, {}, {}};
    const bool lower =
        !made.winners.empty() && entry.priority < schedule.entries[made.winners.front()].priority;
    return {lower ? Verdict::Kind::outranked : Verdict::Kind::plays, {}, {}};
  };
  for (const ScheduleEntry& entry : schedule.entries)
    made.verdicts.push_back(verdict_of(entry));
  return made;
}

}  // namespace madang
