// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/alarm_sounding.h"

#include <algorithm>
#include <iterator>

namespace madang {
namespace {

std::vector<AlarmSound> sounds_of(const Incident& incident, const Document& document) {
  const bool says_it_itself = incident.origin == Origin::external && !incident.words.empty();
  if (incident.exercise != Exercise::actual || says_it_itself)
    return {};
  const auto page = document.alarms.find(incident.kind);
  if (page != document.alarms.end())
    return page->second.sound;
  if (rank_of(incident) == AlarmRank::local_fire)
    return {AlarmSound{}};
  return {};
}

/// Far from both ends of what the mixer's clock can count. Only an incident that is no real one is older.
SysTime countable(SysTime raised) {
  constexpr SysTime begin = std::chrono::sys_days{std::chrono::year{1970} / 1 / 1};
  constexpr SysTime end = std::chrono::sys_days{std::chrono::year{2150} / 1 / 1};
  return raised >= begin && raised < end ? raised : begin;
}

}  // namespace

std::optional<AlarmSounding> sounding_of(const AlarmState& alarms, const Document& document,
                                         const Screen* screen) {
  if (screen == nullptr || !screen->speaker || alarms.active.empty())
    return std::nullopt;
  std::vector<const Incident*> foremost;
  for (const Incident& each : alarms.active) {
    if (foremost.empty() || rank_of(each) < rank_of(*foremost.front()))
      foremost = {&each};
    else if (rank_of(each) == rank_of(*foremost.front()))
      foremost.push_back(&each);
  }
  for (auto each = foremost.rbegin(); each != foremost.rend(); ++each) {
    auto sounds = sounds_of(**each, document);
    if (sounds.empty())
      continue;
    const auto oldest = std::find_if(foremost.begin(), foremost.end(), [&](const Incident* other) {
      return sounds_of(*other, document) == sounds;
    });
    return AlarmSounding{std::move(sounds), countable((*oldest)->raised)};
  }
  return std::nullopt;
}

}  // namespace madang
