// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/state.h"

#include <algorithm>

namespace madang::alarm {
namespace {

/// Moves the source to the end of the list with its new number.
void count(State& state, const Command& command) {
  auto& sources = state.sources;
  std::erase_if(sources, [&](const SourceSequence& each) { return each.source == command.source; });
  if (sources.size() >= k_most_sources)
    sources.erase(sources.begin());
  sources.push_back({command.source, command.sequence});
}

Verdict raise(AlarmState& alarms, const Command& command, SysTime now) {
  auto& active = alarms.active;
  const auto same = std::find_if(active.begin(), active.end(),
                                 [&](const Incident& each) { return each.id == command.incident; });
  if (same != active.end()) {
    same->kind = command.kind;
    same->source = command.source;
    same->sequence = command.sequence;
    return Verdict::accepted;
  }
  if (active.size() >= k_most_incidents)
    return Verdict::full;
  active.push_back({*command.incident, command.kind, command.source, command.sequence, now});
  return Verdict::accepted;
}

Verdict clear(AlarmState& alarms, const Command& command) {
  if (!command.incident) {
    alarms.active.clear();
    return Verdict::accepted;
  }
  const auto ended =
      std::erase_if(alarms.active, [&](const Incident& each) { return each.id == *command.incident; });
  return ended > 0 ? Verdict::accepted : Verdict::unknown_incident;
}

}  // namespace

const char* word(Verdict verdict) {
  switch (verdict) {
    case Verdict::accepted:
      return "accepted";
    case Verdict::duplicate:
      return "duplicate";
    case Verdict::old:
      return "old";
    case Verdict::unknown_incident:
      return "unknown-incident";
    case Verdict::full:
      return "full";
  }
  return "";
}

Outcome apply(State state, const Command& command, SysTime now) {
  const auto known = std::find_if(state.sources.begin(), state.sources.end(),
                                  [&](const SourceSequence& each) { return each.source == command.source; });
  if (known != state.sources.end()) {
    if (command.sequence == known->last)
      return {std::move(state), Verdict::duplicate};
    if (command.sequence < known->last)
      return {std::move(state), Verdict::old};
  }
  const Verdict verdict = command.action == Command::Action::raise ? raise(state.alarms, command, now)
                                                                   : clear(state.alarms, command);
  // A full house does not count the message: the gateway's next attempt must not be taken for a duplicate.
  if (verdict != Verdict::full)
    count(state, command);
  return {std::move(state), verdict};
}

}  // namespace madang::alarm
