// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/bridge_state.h"

#include "tests/support/catch.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;
using alarm::Command;
using alarm::Verdict;
using What = LogEntry::What;

const SysTime k_now{1'800'000'000s};
const BridgeName k_name{"olle-market", "bridge-1"};

PanelEvent event_of(PanelSubject subject, PanelHappening happening, const std::string& zone = "5") {
  PanelEvent event;
  event.subject = subject;
  event.happening = happening;
  event.zone = zone;
  event.area = "1";
  return event;
}

InputReport told(std::vector<PanelEvent> events) {
  return {"1234", 1, std::move(events), std::nullopt};
}

InputReport smoke(const std::string& zone = "5") {
  return told({event_of(PanelSubject::smoke, PanelHappening::raised, zone)});
}

Command raise(const std::string& incident, std::uint64_t sequence) {
  return {Command::Action::raise, IncidentId{incident}, "fire", "desk", sequence};
}

Command clear(std::optional<IncidentId> incident, std::uint64_t sequence) {
  Command command{Command::Action::clear, std::move(incident), "", "desk", sequence};
  command.by = "김시장";
  return command;
}

using Texts = std::vector<std::string>;

Texts active(const BridgeState& state) {
  Texts ids;
  for (const Incident& each : state.alarm.alarms.active)
    ids.push_back(each.id.value);
  return ids;
}

Texts cleared(const BridgeState& state) {
  Texts ids;
  for (const ClearedOfZone& each : state.cleared)
    ids.push_back(each.incident.id.value);
  return ids;
}

Texts words(const Change& change) {
  Texts found;
  for (const LogEntry& each : change.log)
    found.push_back(std::string(word(each.what)) + " " + each.incident);
  return found;
}

TEST_CASE("a panel's fire is an actual fire of this market, under a name that says where") {
  const Change change = apply(BridgeState{}, smoke(), {}, k_now);
  REQUIRE(active(change.state) == Texts{"1234.1.5"});
  const Incident& fire = change.state.alarm.alarms.active.front();
  CHECK(fire.latches());
  CHECK(fire.source == "1234");
  CHECK(fire.raised == k_now);
  REQUIRE(words(change) == Texts{"raised 1234.1.5"});
  CHECK(change.log.front().kind == "fire");
  CHECK(change.log.front().exercise == Exercise::actual);
}

TEST_CASE("the same fire told again changes nothing, whatever the panel's number") {
  const BridgeState once = apply(BridgeState{}, smoke(), {}, k_now).state;
  InputReport again = smoke();
  again.sequence = 77;
  const Change change = apply(once, again, {}, k_now + 1h);
  CHECK(change.state == once);
  CHECK(words(change) == Texts{"panel 1234.1.5"});
  CHECK(active(apply(once, smoke("6"), {}, k_now).state) == Texts{"1234.1.5", "1234.1.6"});
}

TEST_CASE(
    "troubles, tests, restored detectors and other subjects raise nothing, end nothing, and are logged") {
  const PanelEvent event = GENERATE(event_of(PanelSubject::smoke, PanelHappening::restored),
                                    event_of(PanelSubject::fire, PanelHappening::trouble),
                                    event_of(PanelSubject::fire, PanelHappening::test),
                                    event_of(PanelSubject::system, PanelHappening::other),
                                    event_of(PanelSubject::burglary, PanelHappening::raised));
  const BridgeState burning = apply(BridgeState{}, smoke(), {}, k_now).state;
  for (const BridgeState& before : {BridgeState{}, burning}) {
    const Change change = apply(before, told({event}), {}, k_now);
    CHECK(change.state == before);
    REQUIRE(change.log.size() == 1);
    CHECK(change.log.front().what == What::panel);
    CHECK(change.log.front().kind == std::string(word(event.subject)) + "-" + word(event.happening));
  }
}

TEST_CASE("a lost input ends nothing, and its loss and return are logged") {
  const BridgeState burning = apply(BridgeState{}, smoke(), {}, k_now).state;
  const Change lost = apply(burning, {"1234", std::nullopt, {}, Link::lost}, {}, k_now);
  CHECK(lost.state == burning);
  REQUIRE(lost.log.size() == 1);
  CHECK(lost.log.front().what == What::link_lost);
  CHECK(lost.log.front().source == "1234");
  CHECK(apply(burning, {"1234", std::nullopt, {}, Link::back}, {}, k_now).log.front().what ==
        What::link_back);
}

TEST_CASE("whoever counts under a panel's name cannot keep its fire out, and goes on counting") {
  Command loud = raise("x", ~std::uint64_t{0});
  loud.source = "1234";
  const BridgeState before = apply(BridgeState{}, loud, k_now).state;
  const Change change = apply(before, smoke(), {}, k_now);
  CHECK(active(change.state) == Texts{"x", "1234.1.5"});
  CHECK(change.state.alarm.sources == before.alarm.sources);
}

TEST_CASE("names of incidents differ where panels, areas or zones do, whatever their letters") {
  const auto name = [](const std::string& source, const std::string& area, const std::string& zone) {
    PanelEvent event;
    event.area = area;
    event.zone = zone;
    return incident_of(source, event).value;
  };
  CHECK(name("1234", "1", "5") == "1234.1.5");
  CHECK(name("1234", "", "5") == "1234.5");
  CHECK(name("gate", "", "") == "gate.0");
  const std::string strange = name("gate", "", "동문 1");
  CHECK(strange.size() <= 64);
  CHECK(strange != name("gate", "", "동문 2"));
  CHECK(name("a.b", "", "c") != name("a", "", "b.c"));
  CHECK(name("a", "b", "c") != name("a", "", "b.c"));
  CHECK(name("a", std::string(80, '1'), "c").size() <= 64);
}

TEST_CASE("a notice tells of its own zone, and the whole site's of what has none") {
  ZonePlan plan;
  plan.zones[{"1234", ""}] = "east";
  plan.zones[{"1234", "9"}] = "west";
  BridgeState state = apply(BridgeState{}, smoke("5"), plan, k_now).state;
  state = apply(state, smoke("9"), plan, k_now).state;
  state = apply(state, raise("f-1", 1), k_now).state;
  state.epoch = 7;
  const auto ids = [&](const std::string& zone) {
    Texts found;
    for (const Incident& each : notice_of(state, k_name, zone, 3, k_now).active)
      found.push_back(each.id.value);
    return found;
  };
  CHECK(ids("east") == Texts{"1234.1.5"});
  CHECK(ids("west") == Texts{"1234.1.9"});
  CHECK(ids("") == Texts{"f-1"});

  state = apply(state, clear(IncidentId{"1234.1.5"}, 2), k_now + 1s).state;
  const AlarmNotice notice = notice_of(state, k_name, "east", 4, k_now + 2s);
  CHECK(notice.active.empty());
  REQUIRE(notice.cleared.size() == 1);
  CHECK(notice.cleared.front() == ClearedIncident{{"1234.1.5"}, k_now + 1s, "김시장"});
  CHECK(notice.epoch == 7);
  CHECK(notice.sequence == 4);
  CHECK(notice_of(state, k_name, "", 5, k_now).cleared.empty());
}

TEST_CASE("a fire says what burns, as the plan has it for the panel's zone") {
  ZonePlan plan;
  plan.places[{"1234", ""}] = "block-a";
  plan.places[{"1234", "9"}] = "block-b";
  BridgeState state = apply(BridgeState{}, smoke("5"), plan, k_now).state;
  const Change change = apply(state, smoke("9"), plan, k_now);
  CHECK(change.log.front().place == "block-b");
  const AlarmNotice notice = notice_of(change.state, k_name, "", 1, k_now);
  REQUIRE(notice.active.size() == 2);
  CHECK(notice.active[0].place == "block-a");
  CHECK(notice.active[1].place == "block-b");
}

TEST_CASE("what burns is learnt later, from people or the panel, is on record, and people know better") {
  ZonePlan plan;
  plan.places[{"1234", ""}] = "block-a";
  BridgeState state = apply(BridgeState{}, smoke(), {}, k_now).state;
  const Change learnt = apply(state, smoke(), plan, k_now + 1s);
  CHECK(learnt.state.alarm.alarms.active.front().place == "block-a");
  CHECK(learnt.state.alarm.alarms.active.front().raised == k_now);
  REQUIRE(words(learnt) == Texts{"raised 1234.1.5"});
  CHECK(learnt.log.front().place == "block-a");

  Command seen = raise("1234.1.5", 1);
  seen.place = "block-c";
  const Change corrected = apply(learnt.state, seen, k_now + 2s);
  CHECK(corrected.log.front().place == "block-c");
  const Change again = apply(corrected.state, smoke(), plan, k_now + 3s);
  CHECK(again.state == corrected.state);
}

TEST_CASE("what people raise as well is no longer one zone's alone") {
  ZonePlan plan;
  plan.zones[{"1234", ""}] = "east";
  BridgeState state = apply(BridgeState{}, smoke(), plan, k_now).state;
  state = apply(state, raise("1234.1.5", 1), k_now).state;
  CHECK(notice_of(state, k_name, "east", 1, k_now).active.empty());
  CHECK(notice_of(state, k_name, "", 1, k_now).active.size() == 1);
}

TEST_CASE("what is raised again is no longer among the cleared") {
  BridgeState state = apply(BridgeState{}, smoke(), {}, k_now).state;
  state = apply(state, clear(std::nullopt, 1), k_now).state;
  CHECK(cleared(state) == Texts{"1234.1.5"});
  const Change again = apply(state, smoke(), {}, k_now + 1h);
  CHECK(cleared(again.state).empty());
  CHECK(active(again.state) == Texts{"1234.1.5"});
  CHECK(words(again) == Texts{"raised 1234.1.5"});
}

TEST_CASE("the records say who cleared what") {
  const BridgeState state = apply(BridgeState{}, smoke(), {}, k_now).state;
  const Change change = apply(state, clear(std::nullopt, 1), k_now + 1min);
  REQUIRE(words(change) == Texts{"cleared 1234.1.5"});
  CHECK(change.log.front().by == "김시장");
  CHECK(change.log.front().source == "desk");
  CHECK(change.log.front().at == k_now + 1min);
}

TEST_CASE("a clear of what this bridge does not know is told the screens, which may") {
  const Change change = apply(BridgeState{}, clear(IncidentId{"lost-1"}, 1), k_now);
  CHECK(change.verdict == Verdict::unknown_incident);
  CHECK(cleared(change.state) == Texts{"lost-1"});
  CHECK(words(change) == Texts{"cleared lost-1"});
}

TEST_CASE("only so many cleared ones are kept, the last ones") {
  BridgeState state;
  for (std::uint64_t i = 1; i <= k_most_cleared + 5; ++i)
    state = apply(state, clear(IncidentId{"f-" + std::to_string(i)}, i), k_now).state;
  REQUIRE(state.cleared.size() == k_most_cleared);
  CHECK(state.cleared.front().incident.id.value == "f-6");
}

TEST_CASE("an old or repeated command changes nothing, and an old one is on record") {
  BridgeState state = apply(BridgeState{}, raise("f-1", 5), k_now).state;
  state = apply(state, clear(std::nullopt, 6), k_now).state;
  const Change old = apply(state, raise("f-1", 5), k_now);
  CHECK(old.verdict == Verdict::old);
  CHECK(old.state == state);
  CHECK(words(old) == Texts{"refused f-1"});
  const Change twice = apply(state, clear(std::nullopt, 6), k_now);
  CHECK(twice.verdict == Verdict::duplicate);
  CHECK(twice.log.empty());
}

TEST_CASE("a fire ends a drill on every screen, also where the fire is not") {
  Command drill = raise("d-1", 1);
  drill.exercise = Exercise::drill;
  ZonePlan plan;
  plan.zones[{"1234", ""}] = "east";
  const Change change = apply(apply(BridgeState{}, drill, k_now).state, smoke(), plan, k_now);
  CHECK(active(change.state) == Texts{"1234.1.5"});
  CHECK(notice_of(change.state, k_name, "", 1, k_now).cleared.front().id.value == "d-1");
}

TEST_CASE("time ends what may end, which is on record and told nobody as cleared") {
  Command drill = raise("d-1", 1);
  drill.exercise = Exercise::drill;
  drill.lifetime = 10s;
  const BridgeState state = apply(BridgeState{}, drill, k_now).state;
  CHECK(pass(state, 9s, k_now, true).log.empty());
  const Change over = pass(state, 10s, k_now + 10s, true);
  CHECK(active(over.state).empty());
  CHECK(cleared(over.state).empty());
  CHECK(words(over) == Texts{"expired d-1"});
  const BridgeState burning = apply(BridgeState{}, smoke(), {}, k_now).state;
  CHECK(active(pass(burning, 24h * 365, k_now + 24h * 365, true).state) == Texts{"1234.1.5"});
}

TEST_CASE("an authority's message is the whole site's, and its end is told") {
  alarm::CapMessage message;
  message.id = {"kma.1"};
  message.source = "kma";
  message.meaning.deed = alarm::CapDeed::raise;
  alarm::CapEvent rain;
  rain.id = message.id;
  rain.kind = "heavy-rain";
  message.meaning.events.push_back(rain);
  BridgeState state = apply(BridgeState{}, message, k_now).state;
  CHECK(notice_of(state, k_name, "", 1, k_now).active.front().kind == "heavy-rain");

  alarm::CapMessage end;
  end.id = {"kma.2"};
  end.source = "kma";
  end.meaning.deed = alarm::CapDeed::end;
  end.meaning.ends = {{"kma.1"}};
  const Change over = apply(state, end, k_now + 1h);
  CHECK(words(over) == Texts{"cleared kma.1"});
  CHECK(cleared(over.state) == Texts{"kma.1"});
}

TEST_CASE("each start has an epoch of its own, later than all before it") {
  CHECK(next_epoch(41, k_now) == 42);
  CHECK(next_epoch(0, k_now) == 1'800'000'000);
  CHECK(next_epoch(0, SysTime{-1h}) == 1);
}

TEST_CASE("a screen that counts past us is followed, and no liar to the end of the numbers") {
  using Count = std::pair<std::uint64_t, std::uint64_t>;
  CHECK(epoch_past(Count{5, 10}, Count{5, 11}) == 6);
  CHECK(epoch_past(Count{5, 10}, Count{9, 1}) == 10);
  CHECK(epoch_past(Count{5, 10}, Count{5, 10}) == std::nullopt);
  CHECK(epoch_past(Count{5, 10}, Count{4, 99}) == std::nullopt);
  CHECK(epoch_past(Count{5, 10}, Count{k_farthest_epoch, 1}) == std::nullopt);
}

}  // namespace
}  // namespace madang::bridge
