// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/when_fairness.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "content-schema/model/pass.h"

namespace madang::tool {
namespace {

Millis common(const Interval& a, const Interval& b) {
  return std::max(std::min(a.to, b.to) - std::max(a.from, b.from), Millis{0});
}

Millis longest_of(const WhenView& view, size_t entry) {
  const Show& show = view.show(entry);
  const Programme& programme = view.timeline->programme();
  const auto playlist = programme.document.playlists.find(show.path);
  if (show.kind == Show::Kind::layout || playlist == programme.document.playlists.end())
    return pass_length(show, programme.document, programme.inventory);
  Millis longest{0};
  for (const Item& item : playlist->second.items)
    longest = std::max(longest, item_length(item, programme.inventory).value_or(Millis{0}));
  return longest;
}

/// Sums by day and entry.
class Ledger {
 public:
  explicit Ledger(const WhenView& view) : view_(view), days_(view.days.size()) {}

  struct Sum {
    double due = 0;  // ms
    Millis had{0};
  };

  /// Adds to each day its part of the interval.
  template <class Add>
  void book(const Interval& interval, size_t entry, const Add& add) {
    const auto& days = view_.days;
    auto day = std::partition_point(days.begin(), days.end(),
                                    [&](const WhenDay& each) { return each.interval.to <= interval.from; });
    for (; day != days.end() && day->interval.from < interval.to; ++day)
      add(days_[static_cast<size_t>(day - days.begin())][entry], common(day->interval, interval));
  }

  std::vector<FairDay> close() const {
    std::vector<FairDay> made;
    std::map<size_t, Millis> longest;
    for (size_t i = 0; i < days_.size(); ++i) {
      FairDay day{i, {}};
      for (const auto& [entry, sum] : days_[i]) {
        const auto [known, is_new] = longest.try_emplace(entry);
        if (is_new)
          known->second = longest_of(view_, entry);
        day.shares.push_back({entry, Millis{std::llround(sum.due)}, sum.had, known->second});
      }
      made.push_back(std::move(day));
    }
    return made;
  }

 private:
  const WhenView& view_;
  std::vector<std::map<size_t, Sum>> days_;
};

}  // namespace

std::vector<FairDay> fairness(const WhenView& view) {
  Ledger ledger(view);
  for (const WhenStretch& segment : view.segments) {
    for (const WhenPart& part : segment.parts) {
      ledger.book(segment.interval, part.entry, [&](Ledger::Sum& sum, Millis length) {
        sum.due += part.due * static_cast<double>(length.count());
      });
    }
  }
  const auto& segments = view.timeline->programme().segments;
  for (SysTime t = view.interval.from; t < view.interval.to;) {
    const WhenTurn turn = turn_at(view, t);
    // Whoever is alone has all turns of its segment, but for what another one's item still took of it.
    const bool alone = turn.by == Timeline::Holder::By::turn && segments[turn.segment].turns.size() == 1;
    const SysTime end = std::min(alone ? segments[turn.segment].interval.to : turn.on.to, view.interval.to);
    ledger.book({t, end}, turn.entry, [](Ledger::Sum& sum, Millis length) { sum.had += length; });
    t = end;
  }
  return ledger.close();
}

}  // namespace madang::tool
