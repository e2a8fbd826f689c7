// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/alarm_turn.h"

#include <algorithm>

namespace madang {
namespace {

/// Whether one page tells of both. Words are of one incident alone, and what is true here may not be of what
/// an authority saw.
bool share_a_page(const Incident& a, const Incident& b) {
  return a.kind == b.kind && a.origin == b.origin && a.words.empty() && b.words.empty();
}

/// The foremost incidents by their page, that which was raised last first.
std::vector<std::vector<const Incident*>> pages_of(const AlarmState& alarms) {
  const auto foremost = std::min_element(
      alarms.active.begin(), alarms.active.end(),
      [](const Incident& a, const Incident& b) { return rank_of(a) < rank_of(b); });
  std::vector<std::vector<const Incident*>> pages;
  for (auto each = alarms.active.rbegin(); each != alarms.active.rend(); ++each) {
    if (rank_of(*each) != rank_of(*foremost))
      continue;
    const auto known = std::find_if(pages.begin(), pages.end(),
                                    [&](const auto& page) { return share_a_page(*page.front(), *each); });
    if (known == pages.end())
      pages.push_back({&*each});
    else
      known->push_back(&*each);
  }
  return pages;
}

}  // namespace

AlarmTurn turn_of(const AlarmState& alarms, SysTime t) {
  if (alarms.active.empty())
    return {k_all_clear, alarms.all_clear->exercise, {}, alarms.all_clear->since, SysTime::max()};
  auto pages = pages_of(alarms);
  const SysTime newest = pages.front().front()->raised;
  const auto count = static_cast<Millis::rep>(pages.size());
  const Millis round = k_alarm_turn * count;
  const Millis phase = ((t - newest) % round + round) % round;  // the clock may have been set back since
  const Millis rounds = t - newest - phase;
  const auto now = phase / k_alarm_turn;
  AlarmTurn turn;
  turn.incidents = std::move(pages[static_cast<std::size_t>(now)]);
  turn.kind = turn.incidents.front()->kind;
  turn.exercise = turn.incidents.front()->exercise;
  const Millis of_others = rounds / count * (count - 1) + now * k_alarm_turn;
  turn.began = turn.incidents.back()->raised + of_others;
  turn.until = pages.size() > 1 ? t + k_alarm_turn - phase % k_alarm_turn : SysTime::max();
  return turn;
}

}  // namespace madang
