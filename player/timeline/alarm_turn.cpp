// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/alarm_turn.h"

#include <algorithm>

namespace madang {
namespace {

/// The foremost incidents by their kind, that which was raised last first.
std::vector<std::vector<const Incident*>> kinds_of(const AlarmState& alarms) {
  const auto foremost = std::min_element(
      alarms.active.begin(), alarms.active.end(),
      [](const Incident& a, const Incident& b) { return rank_of(a) < rank_of(b); });
  std::vector<std::vector<const Incident*>> kinds;
  for (auto each = alarms.active.rbegin(); each != alarms.active.rend(); ++each) {
    if (rank_of(*each) != rank_of(*foremost))
      continue;
    const auto known = std::find_if(kinds.begin(), kinds.end(),
                                    [&](const auto& kind) { return kind.front()->kind == each->kind; });
    if (known == kinds.end())
      kinds.push_back({&*each});
    else
      known->push_back(&*each);
  }
  return kinds;
}

}  // namespace

AlarmTurn turn_of(const AlarmState& alarms, SysTime t) {
  if (alarms.active.empty())
    return {k_all_clear, alarms.all_clear->exercise, {}, alarms.all_clear->since, SysTime::max()};
  auto kinds = kinds_of(alarms);
  const SysTime newest = kinds.front().front()->raised;
  const Millis round = k_alarm_turn * static_cast<Millis::rep>(kinds.size());
  const Millis phase = ((t - newest) % round + round) % round;  // the clock may have been set back since
  AlarmTurn turn;
  turn.incidents = std::move(kinds[static_cast<std::size_t>(phase / k_alarm_turn)]);
  turn.kind = turn.incidents.front()->kind;
  turn.exercise = turn.incidents.front()->exercise;
  turn.began = turn.incidents.back()->raised;
  turn.until = kinds.size() > 1 ? t + k_alarm_turn - phase % k_alarm_turn : SysTime::max();
  return turn;
}

}  // namespace madang
