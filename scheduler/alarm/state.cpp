// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/state.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "scheduler/alarm/command.h"

namespace madang::alarm {
namespace {

constexpr std::size_t k_most_ends_remembered = 64;  // of one message, which must not push out all others

/// Moves the source to the end of the list with its new number.
void count(State& state, SourceSequence now) {
  auto& sources = state.sources;
  std::erase_if(sources, [&](const SourceSequence& each) { return each.source == now.source; });
  if (sources.size() >= k_most_sources)
    sources.erase(sources.begin());
  sources.push_back(std::move(now));
}

/// What it counts as; accepted where it is new.
Verdict verdict_on(const State& state, const SourceSequence& said) {
  const auto known = std::find_if(state.sources.begin(), state.sources.end(),
                                  [&](const SourceSequence& each) { return each.source == said.source; });
  if (known == state.sources.end())
    return Verdict::accepted;
  const std::pair before{known->epoch, known->last}, now{said.epoch, said.last};
  return now == before ? Verdict::duplicate : now < before ? Verdict::old : Verdict::accepted;
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
  made.place = command.place;
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

/// Of the same thing, whoever reports it and however often, and whether or not he knows where.
bool says_the_same(Incident said, const Incident& known) {
  said.source = known.source;
  said.sequence = known.sequence;
  said.raised = known.raised;
  if (said.place.empty())
    said.place = known.place;
  return said == known;
}

/// Where it burns is not forgotten because somebody reports the same thing without saying so. Where a drill
/// had its fire, or an earthquake its middle, tells nothing of a fire under the same name.
std::string place_after(const Incident& before, const Incident& said) {
  const bool is_same = before.kind == said.kind && before.exercise == said.exercise;
  return said.place.empty() && is_same ? before.place : said.place;
}

Verdict raise(State& state, Incident wanted) {
  auto& active = state.alarms.active;
  const auto same =
      std::find_if(active.begin(), active.end(), [&](const Incident& each) { return each.id == wanted.id; });
  if (same != active.end()) {
    // On doubt it is serious: a drill may turn into a fire under the same name, a fire never into a drill,
    // and what latches is not given an end by whoever reports it again.
    const bool stays = rank_of(*same) < rank_of(wanted);
    wanted.raised = same->raised;
    wanted.place = place_after(*same, wanted);
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

/// What became of the incidents that somebody ended.
struct Ended {
  bool any = false;
  bool actual = false;  ///< one of them
};

Ended end(State& state, const std::function<bool(const Incident&)>& is_meant) {
  Ended ended;
  std::erase_if(state.alarms.active, [&](const Incident& each) {
    if (!is_meant(each))
      return false;
    ended.any = true;
    ended.actual = ended.actual || is_actual(each);
    state.lived.erase(each.id);
    return true;
  });
  return ended;
}

/// Where nothing else is on, the page of the all-clear follows.
void give_all_clear(State& state, const Ended& ended, const std::string& by, SysTime now, Millis length) {
  if (!ended.any || !state.alarms.active.empty() || length <= Millis{0})
    return;
  state.alarms.all_clear = AllClear{ended.actual ? Exercise::actual : Exercise::drill, now, by};
  state.lived.erase(IncidentId{});
}

Verdict clear(State& state, const Command& command, SysTime now, Millis all_clear) {
  const Ended ended =
      end(state, [&](const Incident& each) { return !command.incident || each.id == *command.incident; });
  give_all_clear(state, ended, command.by, now, all_clear);
  return ended.any || !command.incident ? Verdict::accepted : Verdict::unknown_incident;
}

/// Also what a message ends: an update may overtake what it updates.
void remember(std::vector<IncidentId>& taken, const IncidentId& message) {
  std::erase(taken, message);
  if (taken.size() >= k_most_cap_taken)
    taken.erase(taken.begin());
  taken.push_back(message);
}

Incident incident_of(const CapEvent& event, const CapMessage& message, SysTime now) {
  Incident made;
  made.id = event.id;
  made.kind = event.kind;
  made.source = message.source;
  made.raised = now;
  made.exercise = message.meaning.exercise;
  made.origin = message.origin;
  made.extreme = event.severity == CapSeverity::extreme && event.urgency == CapUrgency::immediate;
  made.expires = event.expires;
  made.words = words_for_screens(event);
  return made;
}

/// What may stand as a source of any text.
std::string name_from(std::string_view text) {
  std::string name(text.substr(0, 64));
  for (char& c : name)
    c = is_name({&c, 1}) ? c : '-';
  return name.empty() ? "cap" : name;
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
  const SourceSequence said{command.source, command.sequence};
  Verdict verdict = verdict_on(state, said);
  if (verdict != Verdict::accepted)
    return {std::move(state), verdict};
  verdict = command.action == Command::Action::raise ? raise(state, incident_of(command, now))
                                                     : clear(state, command, now, all_clear);
  // What found no place does not count: the gateway's next attempt must not be taken for a duplicate.
  if (verdict != Verdict::full && verdict != Verdict::outranked)
    count(state, said);
  return {std::move(state), verdict};
}

Outcome apply(State state, const AlarmNotice& notice, SysTime now, Millis all_clear) {
  const SourceSequence said{notice.source + "/" + notice.zone, notice.sequence, notice.epoch};
  if (const Verdict verdict = verdict_on(state, said); verdict != Verdict::accepted)
    return {std::move(state), verdict};
  const auto stands_in = [](const auto& list, const IncidentId& id) {
    return std::any_of(list.begin(), list.end(), [&](const auto& each) { return each.id == id; });
  };
  const Ended ended = end(state, [&](const Incident& each) {
    return stands_in(notice.cleared, each.id) && !stands_in(notice.active, each.id);
  });
  for (Incident wanted : notice.active) {
    const auto& active = state.alarms.active;
    const bool is_known = std::any_of(active.begin(), active.end(),
                                      [&](const Incident& each) { return says_the_same(wanted, each); });
    wanted.raised = now;
    wanted.sequence = notice.sequence;
    if (!is_known)
      raise(state, std::move(wanted));
  }
  give_all_clear(state, ended, notice.cleared.empty() ? "" : notice.cleared.back().by, now, all_clear);
  count(state, said);
  return {std::move(state), Verdict::accepted};
}

CapMessage message_of(const CapAlert& alert, const CapPlace& place, std::optional<SysTime> trusted_now) {
  const auto& own = place.own_senders;
  const bool is_own = std::find(own.begin(), own.end(), alert.sender) != own.end();
  return {message_id(alert.sender, alert.identifier), name_from(alert.sender),
          meaning_of(alert, place, trusted_now), is_own ? Origin::local : Origin::external};
}

Outcome apply(State state, const CapMessage& message, SysTime now, Millis all_clear) {
  if (std::find(state.cap_taken.begin(), state.cap_taken.end(), message.id) != state.cap_taken.end())
    return {std::move(state), Verdict::duplicate};
  const CapMeaning& meaning = message.meaning;
  const Ended ended = end(state, [&](const Incident& each) {
    if (is_actual(each) && meaning.exercise != Exercise::actual)
      return false;
    return std::any_of(meaning.ends.begin(), meaning.ends.end(),
                       [&](const IncidentId& over) { return comes_from(each.id, over); });
  });
  Verdict verdict = Verdict::accepted;
  for (const CapEvent& event : meaning.events) {
    if (const Verdict one = raise(state, incident_of(event, message, now)); one != Verdict::accepted)
      verdict = one;
  }
  // An update that has nothing for us any more tells nobody that all is well; a cancellation does.
  if (meaning.deed == CapDeed::end)
    give_all_clear(state, ended, {}, now, all_clear);
  if (verdict == Verdict::accepted) {  // what found no room may be said again
    remember(state.cap_taken, message.id);
    for (size_t i = 0; i < std::min(meaning.ends.size(), k_most_ends_remembered); ++i)
      remember(state.cap_taken, meaning.ends[i]);
  }
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
