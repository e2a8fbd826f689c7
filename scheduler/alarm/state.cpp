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

bool is_actual(const Incident& incident) {
  return incident.exercise == Exercise::actual;
}

Incident incident_of(const Command& command, SysTime now) {
  Incident made;
  made.id = *command.incident;
  made.kind = command.kind;
  made.source = command.source;
  made.sequence = command.sequence;
  made.raised = now;
  made.exercise = command.exercise;
  made.origin = command.origin;
  made.extreme = command.extreme;
  made.expires = command.expires;
  made.lifetime = command.lifetime;
  made.by = command.by;
  return made;
}

/// The one that gives way to `wanted` where there are too many: the last of the lowest rank below.
std::vector<Incident>::iterator least_below(std::vector<Incident>& active, const Incident& wanted) {
  auto least = active.end();
  for (auto each = active.begin(); each != active.end(); ++each) {
    if (rank_of(*each) > rank_of(wanted) && (least == active.end() || rank_of(*each) >= rank_of(*least)))
      least = each;
  }
  return least;
}

Verdict raise(State& state, const Command& command, SysTime now) {
  auto& active = state.alarms.active;
  Incident wanted = incident_of(command, now);
  const auto same =
      std::find_if(active.begin(), active.end(), [&](const Incident& each) { return each.id == wanted.id; });
  if (same != active.end()) {
    // On doubt it is serious: a drill may turn into a fire under the same name, a fire never into a drill,
    // and what latches is not given an end by whoever reports it again.
    const bool stays = rank_of(*same) < rank_of(wanted);
    wanted.raised = same->raised;
    if (stays) {
      same->source = wanted.source;
      same->sequence = wanted.sequence;
    } else {
      *same = wanted;
      state.lived.erase(wanted.id);  // its lifetime begins anew
    }
  } else {
    if (!is_actual(wanted) && std::any_of(active.begin(), active.end(), is_actual))
      return Verdict::outranked;
    if (active.size() >= k_most_incidents) {
      const auto least = least_below(active, wanted);
      if (least == active.end())
        return Verdict::full;
      state.lived.erase(least->id);
      active.erase(least);
    }
    active.push_back(wanted);
  }
  if (is_actual(wanted)) {
    std::erase_if(
        active, [&](const Incident& each) { return !is_actual(each) && (state.lived.erase(each.id), true); });
  }
  state.alarms.all_clear.reset();
  state.lived.erase(IncidentId{});
  return Verdict::accepted;
}

Verdict clear(State& state, const Command& command, SysTime now, Millis all_clear) {
  auto& active = state.alarms.active;
  bool was_actual = false;
  const auto ended = std::erase_if(active, [&](const Incident& each) {
    const bool meant = !command.incident || each.id == *command.incident;
    was_actual = was_actual || (meant && is_actual(each));
    if (meant)
      state.lived.erase(each.id);
    return meant;
  });
  if (ended > 0 && active.empty() && all_clear > Millis{0}) {
    state.alarms.all_clear = AllClear{was_actual ? Exercise::actual : Exercise::drill, now, command.by};
    state.lived.erase(IncidentId{});
  }
  return ended > 0 || !command.incident ? Verdict::accepted : Verdict::unknown_incident;
}

bool is_over(const Incident& incident, Millis lived, SysTime now, bool trusted) {
  if (incident.latches())
    return false;
  return (trusted && incident.expires && now >= *incident.expires) ||
         (incident.lifetime && lived >= *incident.lifetime);
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
    case Verdict::outranked:
      return "outranked";
  }
  return "";
}

Outcome apply(State state, const Command& command, SysTime now, Millis all_clear) {
  const auto known = std::find_if(state.sources.begin(), state.sources.end(),
                                  [&](const SourceSequence& each) { return each.source == command.source; });
  if (known != state.sources.end()) {
    if (command.sequence == known->last)
      return {std::move(state), Verdict::duplicate};
    if (command.sequence < known->last)
      return {std::move(state), Verdict::old};
  }
  const Verdict verdict = command.action == Command::Action::raise ? raise(state, command, now)
                                                                   : clear(state, command, now, all_clear);
  // What found no place does not count: the gateway's next attempt must not be taken for a duplicate.
  if (verdict != Verdict::full && verdict != Verdict::outranked)
    count(state, command);
  return {std::move(state), verdict};
}

State pass(State state, Millis elapsed, SysTime now, bool trusted, Millis all_clear) {
  std::erase_if(state.alarms.active, [&](const Incident& each) {
    Millis lived{0};
    if (each.lifetime)
      lived = state.lived[each.id] += elapsed;
    return is_over(each, lived, now, trusted) && (state.lived.erase(each.id), true);
  });
  if (state.alarms.all_clear && (state.lived[IncidentId{}] += elapsed) >= all_clear) {
    state.alarms.all_clear.reset();
    state.lived.erase(IncidentId{});
  }
  return state;
}

bool is_mortal(const State& state) {
  return state.alarms.all_clear ||
         std::any_of(state.alarms.active.begin(), state.alarms.active.end(),
                     [](const Incident& each) { return !each.latches() && (each.expires || each.lifetime); });
}

}  // namespace madang::alarm
