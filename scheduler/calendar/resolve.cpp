// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/resolve.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "scheduler/calendar/occurrences.h"

namespace madang {
namespace {

/// The default stands behind the entries, as one more of the lowest rank.
constexpr size_t k_default = static_cast<size_t>(-1);

/// An entry's occurrence by its start: the same entry on the next day is another one.
using Occurrence = std::pair<size_t, SysTime>;

struct Rank {
  bool is_entry;
  int priority;
  friend auto operator<=>(const Rank&, const Rank&) = default;
};

struct Change {
  SysTime at;
  bool begins;
  Rank rank;
  Occurrence occurrence;
};

std::vector<Change> changes_of(const Schedule& schedule, const Screen& screen, const TimeZone& zone,
                               Interval within) {
  std::vector<Change> changes;
  const auto add = [&](size_t entry, Rank rank, const When& when) {
    for (const Interval& each : occurrences(when, zone, within)) {
      changes.push_back({each.from, true, rank, {entry, each.from}});
      changes.push_back({each.to, false, rank, {entry, each.from}});
    }
  };
  add(k_default, {false, 0}, When{});
  for (size_t i = 0; i < schedule.entries.size(); ++i) {
    const ScheduleEntry& entry = schedule.entries[i];
    if (is_for(entry, screen))
      add(i, {true, entry.priority}, entry.when);
  }
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
  return changes;
}

/// The occurrences of the highest rank. Where an entry's own windows overlap, the one that began first
/// speaks for it.
std::vector<Occurrence> winners(const std::map<Rank, std::multiset<Occurrence>, std::greater<>>& active) {
  std::vector<Occurrence> won;
  if (active.empty())
    return won;
  for (const Occurrence& each : active.begin()->second) {
    if (won.empty() || won.back().first != each.first)
      won.push_back(each);
  }
  return won;
}

Held held(Interval interval, const std::vector<Occurrence>& won) {
  Held made{interval, {}};
  for (const auto& [entry, since] : won) {
    if (entry != k_default)
      made.entries.push_back(entry);
  }
  return made;
}

}  // namespace

bool is_for(const ScheduleEntry& entry, const Screen& screen) {
  if (entry.screens.empty() && entry.groups.empty())
    return true;
  if (std::find(entry.screens.begin(), entry.screens.end(), screen.id) != entry.screens.end())
    return true;
  return std::any_of(entry.groups.begin(), entry.groups.end(), [&](const GroupId& group) {
    return std::find(screen.groups.begin(), screen.groups.end(), group) != screen.groups.end();
  });
}

std::vector<Held> resolve(const Schedule& schedule, const Screen& screen, const TimeZone& zone,
                          Interval within) {
  std::vector<Held> result;
  if (within.to <= within.from)
    return result;
  // Nothing holds a screen for longer than a day, so whatever holds it at within.from began in this lead.
  // What the lead itself says at its beginning may be cut, and is dropped.
  const std::chrono::days lead{4};
  const auto changes = changes_of(schedule, screen, zone, {within.from - lead, within.to});

  std::map<Rank, std::multiset<Occurrence>, std::greater<>> active;
  std::vector<Occurrence> holding;
  SysTime since{};
  const auto close = [&](SysTime at) {
    const Interval interval{since, std::min(at, within.to)};
    if (!holding.empty() && interval.to > within.from && interval.from < interval.to)
      result.push_back(held(interval, holding));
  };
  for (size_t i = 0; i < changes.size();) {
    const SysTime at = changes[i].at;
    for (; i < changes.size() && changes[i].at == at; ++i) {
      const Change& change = changes[i];
      auto& rank = active[change.rank];
      if (change.begins)
        rank.insert(change.occurrence);
      else
        rank.erase(rank.find(change.occurrence));
      if (rank.empty())
        active.erase(change.rank);
    }
    auto now_holding = winners(active);
    if (now_holding == holding)
      continue;
    close(at);
    holding = std::move(now_holding);
    since = at;
  }
  return result;
}

}  // namespace madang
