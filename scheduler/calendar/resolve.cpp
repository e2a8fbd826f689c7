// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/resolve.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include "scheduler/calendar/occurrences.h"

namespace madang {
namespace {

/// An entry's occurrence by its start: the same entry on the next day is another one. The default stands
/// behind the entries, as one more of the lowest rank.
using Occurrence = std::pair<std::uint32_t, SysTime>;

struct Change {
  SysTime at;
  SysTime since;  ///< of the occurrence
  std::uint32_t entry;
  bool begins;
};

/// The entries' priorities by their order: 0 is the highest, and one more is the default's.
struct Ranks {
  std::vector<std::uint32_t> of_entry;
  size_t count = 0;
};

Ranks ranks_of(const Schedule& schedule) {
  std::set<int, std::greater<>> priorities;
  for (const ScheduleEntry& entry : schedule.entries)
    priorities.insert(entry.priority);
  const std::vector<int> sorted(priorities.begin(), priorities.end());
  Ranks ranks;
  for (const ScheduleEntry& entry : schedule.entries) {
    const auto found = std::lower_bound(sorted.begin(), sorted.end(), entry.priority, std::greater<>());
    ranks.of_entry.push_back(static_cast<std::uint32_t>(found - sorted.begin()));
  }
  ranks.of_entry.push_back(static_cast<std::uint32_t>(sorted.size()));
  ranks.count = sorted.size() + 1;
  return ranks;
}

std::vector<Change> changes_of(const Schedule& schedule, const Screen& screen, const Airtimes& airtimes,
                               Days& days) {
  std::vector<Change> changes;
  const auto add = [&](size_t index, const std::vector<Interval>& windows) {
    const auto entry = static_cast<std::uint32_t>(index);
    for (const Interval& each : windows) {
      changes.push_back({each.from, each.from, entry, true});
      changes.push_back({each.to, each.from, entry, false});
    }
  };
  add(schedule.entries.size(), occurrences(When{}, days));
  for (size_t i = 0; i < schedule.entries.size(); ++i) {
    const ScheduleEntry& entry = schedule.entries[i];
    if (!is_for(entry, screen))
      continue;
    const auto windows = occurrences(entry.when, days);
    const auto airtime = airtimes.find(entry.show.path);
    add(i, airtime == airtimes.end() ? windows : cut_to(windows, airtime->second));
  }
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
  return changes;
}

/// What goes on at an instant. Only what touches the highest rank costs more than a look.
class Active {
 public:
  explicit Active(Ranks ranks)
      : ranks_(std::move(ranks)), starts_(ranks_.of_entry.size()), entries_(ranks_.count) {}

  void apply(const Change& change) {
    const std::uint32_t rank = ranks_.of_entry[change.entry];
    auto& starts = starts_[change.entry];
    if (change.begins) {
      if (starts.empty())
        begin(rank, change.entry);
      starts.push_back(change.since);
    } else {
      starts.erase(std::find(starts.begin(), starts.end(), change.since));
      if (starts.empty())
        end(rank, change.entry);
    }
    touched_ = std::min(touched_, rank);
  }

  /// Whether those of the highest rank may be others than when this was asked last.
  bool take_news() {
    const bool news = touched_ <= top_;  // what is below the highest that was leaves it the highest
    touched_ = k_none;
    top_ = alive_.empty() ? k_none : *alive_.begin();
    return news;
  }

  /// The occurrences of the highest rank, by entry. Where an entry's own windows overlap, the one that began
  /// first speaks for it.
  std::vector<Occurrence> winners() const {
    std::vector<Occurrence> won;
    if (alive_.empty())
      return won;
    for (const std::uint32_t entry : entries_[*alive_.begin()])
      won.emplace_back(entry, *std::min_element(starts_[entry].begin(), starts_[entry].end()));
    return won;
  }

 private:
  static constexpr std::uint32_t k_none = ~std::uint32_t{0};

  void begin(std::uint32_t rank, std::uint32_t entry) {
    auto& list = entries_[rank];
    list.insert(std::lower_bound(list.begin(), list.end(), entry), entry);
    if (list.size() == 1)
      alive_.insert(rank);
  }
  void end(std::uint32_t rank, std::uint32_t entry) {
    auto& list = entries_[rank];
    list.erase(std::lower_bound(list.begin(), list.end(), entry));
    if (list.empty())
      alive_.erase(rank);
  }

  Ranks ranks_;
  std::vector<std::vector<SysTime>> starts_;         // by entry: of those of its occurrences that go on
  std::vector<std::vector<std::uint32_t>> entries_;  // by rank, ascending
  std::set<std::uint32_t> alive_;                    // ranks that have entries
  std::uint32_t top_ = k_none, touched_ = k_none;
};

Held held(Interval interval, const std::vector<Occurrence>& won, size_t count) {
  Held made{interval, {}};
  for (const auto& [entry, since] : won) {
    if (entry < count)
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
                          Interval within, const Holidays& holidays, const Airtimes& airtimes) {
  std::vector<Held> result;
  if (within.to <= within.from)
    return result;
  // Nothing holds a screen for longer than a day, so whatever holds it at within.from began in this lead.
  // What the lead itself says at its beginning may be cut, and is dropped.
  const std::chrono::days lead{4};
  Days days(zone, holidays, {within.from - lead, within.to});
  const auto changes = changes_of(schedule, screen, airtimes, days);

  Active active(ranks_of(schedule));
  std::vector<Occurrence> holding;
  SysTime since{};
  const auto close = [&](SysTime at) {
    const Interval interval{since, std::min(at, within.to)};
    if (!holding.empty() && interval.to > within.from && interval.from < interval.to)
      result.push_back(held(interval, holding, schedule.entries.size()));
  };
  for (size_t i = 0; i < changes.size();) {
    const SysTime at = changes[i].at;
    for (; i < changes.size() && changes[i].at == at; ++i)
      active.apply(changes[i]);
    if (!active.take_news())
      continue;
    auto now_holding = active.winners();
    if (now_holding == holding)
      continue;
    close(at);
    holding = std::move(now_holding);
    since = at;
  }
  return result;
}

}  // namespace madang
