// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/resolve.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "scheduler/calendar/occurrences.h"
#include "scheduler/calendar/stretches.h"

namespace madang {
namespace {

/// An entry's occurrence by its start: the same entry on the next day is another one.
using Occurrence = std::pair<std::uint32_t, SysTime>;

/// Stands for the site's default among the entries.
constexpr std::uint32_t k_default = ~std::uint32_t{0};

/// The first of each entry: where its own windows overlap, the one that began first speaks for it.
std::vector<Occurrence> speakers(const std::vector<Occurrence>& active) {
  std::vector<Occurrence> first;
  for (const Occurrence& each : active) {
    if (first.empty() || first.back().first != each.first)
      first.push_back(each);
  }
  return first;
}

/// The windows of entries of one priority, and when which of them are on together.
class Rank {
 public:
  void add(std::uint32_t entry, const Interval& window) {
    changes_.push_back({window.from, window.from, entry, true});
    changes_.push_back({window.to, window.from, entry, false});
  }

  /// `add(interval, occurrences)` for each stretch in which the same ones are on, in order.
  template <class Add>
  void sweep(const Add& add) {
    std::sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) { return a.at < b.at; });
    std::vector<Occurrence> active;  // ascending
    std::vector<Occurrence> holding;
    SysTime since{};
    for (auto change = changes_.begin(); change != changes_.end();) {
      const SysTime at = change->at;
      for (; change != changes_.end() && change->at == at; ++change) {
        const Occurrence which{change->entry, change->since};
        const auto place = std::lower_bound(active.begin(), active.end(), which);
        if (change->begins)
          active.insert(place, which);
        else
          active.erase(place);
      }
      auto now_holding = speakers(active);
      if (now_holding == holding)
        continue;
      if (!holding.empty())
        add(Interval{since, at}, holding);
      holding = std::move(now_holding);
      since = at;
    }
  }

 private:
  struct Change {
    SysTime at;
    SysTime since;  ///< of the occurrence
    std::uint32_t entry;
    bool begins;
  };
  std::vector<Change> changes_;
};

/// Who holds a screen, told by priority from the highest down: what is held already stays with those who
/// have it. Most windows of a full schedule are hidden altogether and cost no more than a look.
class Screenful {
 public:
  void add(Rank rank) {
    std::vector<Interval> added;
    rank.sweep([&](const Interval& interval, const std::vector<Occurrence>& occurrences) {
      std::vector<size_t> entries;
      for (const Occurrence& each : occurrences) {
        if (each.first != k_default)
          entries.push_back(each.first);
      }
      for (const Interval& part : outside({interval}, taken_))
        held_.push_back({part, entries});
      added.push_back(interval);
    });
    if (!added.empty())
      join(taken_, joined(std::move(added)));
  }

  bool hides(const Interval& window) const { return covers(taken_, window); }

  std::vector<Held> take() {
    std::sort(held_.begin(), held_.end(),
              [](const Held& a, const Held& b) { return a.interval.from < b.interval.from; });
    return std::move(held_);
  }

 private:
  std::vector<Held> held_;
  std::vector<Interval> taken_;
};

/// The entries that are for the screen, by priority, the highest first.
std::vector<std::uint32_t> ranked(const Schedule& schedule, const Screen& screen) {
  std::vector<std::uint32_t> order;
  for (size_t i = 0; i < schedule.entries.size(); ++i) {
    if (is_for(schedule.entries[i], screen))
      order.push_back(static_cast<std::uint32_t>(i));
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return schedule.entries[a].priority > schedule.entries[b].priority;
  });
  return order;
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
  if (within.to <= within.from)
    return {};
  // Nothing holds a screen for longer than a day, so whatever holds it at within.from began in this lead.
  // What the lead itself says at its beginning may be cut, and is dropped.
  const std::chrono::days lead{4};
  Days days(zone, holidays, {within.from - lead, within.to});
  const auto windows_of = [&](const ScheduleEntry& entry) {
    auto windows = occurrences(entry.when, days);
    const auto airtime = airtimes.find(entry.show.path);
    return airtime == airtimes.end() ? windows : inside(windows, airtime->second);
  };

  Screenful screenful;
  const auto order = ranked(schedule, screen);
  for (auto each = order.begin(); each != order.end();) {
    const int priority = schedule.entries[*each].priority;
    Rank rank;
    for (; each != order.end() && schedule.entries[*each].priority == priority; ++each) {
      for (const Interval& window : windows_of(schedule.entries[*each])) {
        if (!screenful.hides(window))
          rank.add(*each, window);
      }
    }
    screenful.add(std::move(rank));
  }
  Rank standing;
  for (const Interval& day : occurrences(When{}, days))
    standing.add(k_default, day);
  screenful.add(std::move(standing));

  std::vector<Held> result = screenful.take();
  std::erase_if(result, [&](const Held& each) {
    return each.interval.to <= within.from || each.interval.from >= within.to;
  });
  if (!result.empty())
    result.back().interval.to = std::min(result.back().interval.to, within.to);
  return result;
}

}  // namespace madang
