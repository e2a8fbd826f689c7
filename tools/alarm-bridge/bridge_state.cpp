// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/bridge_state.h"

#include <algorithm>
#include <utility>

#include "content-schema/base/digest.h"
#include "scheduler/alarm/command.h"

namespace madang::bridge {
namespace {

using alarm::Command;
using alarm::Outcome;
using alarm::Verdict;
using What = LogEntry::What;

constexpr std::size_t k_most_name = 64;
constexpr std::size_t k_mark = 8;  // digits of the digest

const Incident* find(const std::vector<Incident>& incidents, const IncidentId& id) {
  const auto found =
      std::find_if(incidents.begin(), incidents.end(), [&](const Incident& each) { return each.id == id; });
  return found == incidents.end() ? nullptr : &*found;
}

LogEntry entry_of(What what, const Incident& incident, SysTime now) {
  LogEntry entry{what, now};
  entry.incident = incident.id.value;
  entry.kind = incident.kind;
  entry.exercise = incident.exercise;
  entry.source = incident.source;
  entry.by = incident.by;
  entry.place = incident.place;
  return entry;
}

void forget_zones(BridgeState& state) {
  std::erase_if(state.zones, [&](const auto& each) { return !find(state.alarm.alarms.active, each.first); });
}

void remember_cleared(BridgeState& state, ClearedOfZone cleared) {
  std::erase_if(state.cleared,
                [&](const ClearedOfZone& each) { return each.incident.id == cleared.incident.id; });
  if (state.cleared.size() >= k_most_cleared)
    state.cleared.erase(state.cleared.begin());
  state.cleared.push_back(std::move(cleared));
}

/// Who did it, and where what begins belongs.
struct Cause {
  std::string source;
  std::string by{};
  std::string zone{};
};

/// Goes on with what the alarm's rules made of it: zones, what ended, and the records.
Change settle(BridgeState before, Outcome outcome, const Cause& cause, SysTime now) {
  Change change{before, outcome.verdict, {}};
  BridgeState& state = change.state;
  state.alarm = std::move(outcome.state);
  const auto& active = state.alarm.alarms.active;
  for (const Incident& each : before.alarm.alarms.active) {
    if (find(active, each.id) != nullptr)
      continue;
    const auto zone = before.zones.find(each.id);
    remember_cleared(state, {{each.id, now, cause.by}, zone == before.zones.end() ? "" : zone->second});
    LogEntry entry = entry_of(What::cleared, each, now);
    entry.source = cause.source;
    entry.by = cause.by;
    change.log.push_back(std::move(entry));
  }
  for (const Incident& each : active) {
    const Incident* known = find(before.alarm.alarms.active, each.id);
    if (known != nullptr && *known == each)
      continue;
    const auto zone = before.zones.find(each.id);
    // Raised once more from somewhere else: it is no longer that zone's alone.
    if (known == nullptr && !cause.zone.empty())
      state.zones[each.id] = cause.zone;
    else if (zone != before.zones.end() && zone->second != cause.zone)
      state.zones.erase(each.id);
    std::erase_if(state.cleared, [&](const ClearedOfZone& old) { return old.incident.id == each.id; });
    if (known == nullptr || known->exercise != each.exercise || known->place != each.place)
      change.log.push_back(entry_of(What::raised, each, now));
  }
  forget_zones(state);
  if (outcome.verdict != Verdict::accepted && outcome.verdict != Verdict::duplicate) {
    LogEntry entry{What::refused, now};
    entry.source = cause.source;
    entry.by = cause.by;
    change.log.push_back(std::move(entry));
  }
  return change;
}

void append(std::vector<LogEntry>& log, std::vector<LogEntry> more) {
  log.insert(log.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

LogEntry panel_entry(const InputReport& report, const PanelEvent& event, SysTime now) {
  LogEntry entry{What::panel, now};
  entry.incident = incident_of(report.source, event).value;
  entry.kind = fmt::format("{}-{}", word(event.subject), word(event.happening));
  entry.source = report.source;
  return entry;
}

/// A fire that is on in earnest and of which we know where, so that there is nothing to add to it. Whoever
/// said where may be a person, who knows better than a detector that is told of again.
bool is_on(const BridgeState& state, const IncidentId& id, const std::string& place) {
  const Incident* known = find(state.alarm.alarms.active, id);
  return known != nullptr && rank_of(*known) == AlarmRank::local_fire &&
         (!known->place.empty() || place.empty());
}

std::string name_in(const ZonePlan::Names& names, const std::string& source, const std::string& said) {
  for (const std::string& each : {said, std::string()}) {
    if (const auto found = names.find({source, each}); found != names.end())
      return found->second;
  }
  return {};
}

}  // namespace

std::string ZonePlan::zone_of(const std::string& source, const std::string& said) const {
  return name_in(zones, source, said);
}

std::string ZonePlan::place_of(const std::string& source, const std::string& said) const {
  return name_in(places, source, said);
}

IncidentId incident_of(const std::string& source, const PanelEvent& event) {
  std::string name = source;
  bool is_plain = name.find('.') == std::string::npos;
  for (const std::string* part : {&event.area, &event.zone}) {
    if (part->empty() && part == &event.area)
      continue;
    is_plain = is_plain && part->find('.') == std::string::npos;
    name += "." + (part->empty() ? "0" : *part);
  }
  // Zone 5 without an area must not be taken for area 5 without a zone: the latter ends in .0, and there is
  // no zone 0.
  if (is_plain && alarm::is_name(name))
    return {name};
  const std::string all = source + '\0' + event.area + '\0' + event.zone;
  for (char& c : name)
    c = alarm::is_name({&c, 1}) ? c : '-';
  return {name.substr(0, k_most_name - k_mark - 1) + "." + sha256(as_bytes(all)).hex().substr(0, k_mark)};
}

Change apply(BridgeState state, const InputReport& report, const ZonePlan& plan, SysTime now) {
  Change change{std::move(state), Verdict::accepted, {}};
  if (report.link) {
    LogEntry entry{*report.link == Link::lost ? What::link_lost : What::link_back, now};
    entry.source = report.source;
    change.log.push_back(std::move(entry));
  }
  for (const PanelEvent& event : report.events) {
    const IncidentId id = incident_of(report.source, event);
    const std::string place = plan.place_of(report.source, event.zone);
    if (!is_fire(event) || is_on(change.state, id, place)) {
      change.log.push_back(panel_entry(report, event, now));
      continue;
    }
    Command raise;
    raise.incident = id;
    raise.kind = "fire";
    raise.source = report.source;
    raise.sequence = 1;
    raise.place = place;
    // A panel's numbers begin again with each of its restarts, so they are not counted; and whoever counts
    // under the same name over HTTP must not get in a fire's way.
    auto counted = std::exchange(change.state.alarm.sources, {});
    Outcome outcome = alarm::apply(change.state.alarm, raise, now);
    outcome.state.sources = std::move(counted);
    Change one = settle(std::move(change.state), std::move(outcome),
                        {report.source, {}, plan.zone_of(report.source, event.zone)}, now);
    change.state = std::move(one.state);
    append(change.log, std::move(one.log));
  }
  return change;
}

Change apply(BridgeState state, const Command& command, SysTime now) {
  Outcome outcome = alarm::apply(state.alarm, command, now);
  const bool is_unknown = outcome.verdict == Verdict::unknown_incident;
  Change change = settle(std::move(state), std::move(outcome), {command.source, command.by}, now);
  if (is_unknown) {
    remember_cleared(change.state, {{*command.incident, now, command.by}, {}});
    change.log.back().what = What::cleared;
  }
  if (!change.log.empty() && change.log.back().incident.empty() && command.incident)
    change.log.back().incident = command.incident->value;
  return change;
}

Change apply(BridgeState state, const alarm::CapMessage& message, SysTime now) {
  Outcome outcome = alarm::apply(state.alarm, message, now);
  return settle(std::move(state), std::move(outcome), {message.source}, now);
}

Change pass(BridgeState state, Millis elapsed, SysTime now, bool trusted) {
  const std::vector<Incident> before = state.alarm.alarms.active;
  Change change{std::move(state), Verdict::accepted, {}};
  change.state.alarm = alarm::pass(std::move(change.state.alarm), elapsed, now, trusted);
  for (const Incident& each : before) {
    if (find(change.state.alarm.alarms.active, each.id) == nullptr)
      change.log.push_back(entry_of(What::expired, each, now));
  }
  forget_zones(change.state);
  return change;
}

std::uint64_t next_epoch(std::uint64_t kept, SysTime now) {
  if (kept > 0)
    return kept + 1;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
  return static_cast<std::uint64_t>(std::max<std::int64_t>(seconds, 1));
}

std::optional<std::uint64_t> epoch_past(std::pair<std::uint64_t, std::uint64_t> ours,
                                        std::pair<std::uint64_t, std::uint64_t> theirs) {
  if (theirs <= ours || theirs.first >= k_farthest_epoch)
    return std::nullopt;
  return theirs.first + 1;
}

AlarmNotice notice_of(const BridgeState& state, const BridgeName& name, const std::string& zone,
                      std::uint64_t sequence, SysTime now) {
  AlarmNotice notice;
  notice.site = name.site;
  notice.zone = zone;
  notice.source = name.source;
  notice.epoch = state.epoch;
  notice.sequence = sequence;
  notice.sent = now;
  for (const Incident& each : state.alarm.alarms.active) {
    const auto found = state.zones.find(each.id);
    if ((found == state.zones.end() ? "" : found->second) == zone)
      notice.active.push_back(each);
  }
  for (const ClearedOfZone& each : state.cleared) {
    if (each.zone == zone)
      notice.cleared.push_back(each.incident);
  }
  return notice;
}

}  // namespace madang::bridge
