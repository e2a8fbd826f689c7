// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/state.h"

#include "tests/support/catch.h"

namespace madang::alarm {
namespace {

using namespace std::chrono_literals;

const SysTime k_now{1'800'000'000s};

Command raise(const std::string& incident, std::uint64_t sequence, const std::string& source = "gateway-1") {
  return {Command::Action::raise, IncidentId{incident}, "fire", source, sequence};
}

Command clear(std::optional<IncidentId> incident, std::uint64_t sequence,
              const std::string& source = "gateway-1") {
  return {Command::Action::clear, std::move(incident), "", source, sequence};
}

State after(const std::vector<Command>& commands) {
  State state;
  for (const auto& each : commands)
    state = apply(std::move(state), each, k_now).state;
  return state;
}

std::vector<std::string> active(const State& state) {
  std::vector<std::string> ids;
  for (const auto& each : state.alarms.active)
    ids.push_back(each.id.value);
  return ids;
}

using Ids = std::vector<std::string>;

TEST_CASE("a raised incident stays until it is cleared by its name") {
  auto outcome = apply({}, raise("f-1", 7), k_now);
  CHECK(outcome.verdict == Verdict::accepted);
  REQUIRE(active(outcome.state) == Ids{"f-1"});
  CHECK(outcome.state.alarms.active[0].raised == k_now);
  CHECK(outcome.state.alarms.active[0].sequence == 7);

  outcome = apply(outcome.state, raise("f-2", 8), k_now + 1s);
  outcome = apply(outcome.state, clear(IncidentId{"f-1"}, 9), k_now + 2s);
  CHECK(outcome.verdict == Verdict::accepted);
  CHECK(active(outcome.state) == Ids{"f-2"});
}

TEST_CASE("all are cleared only when all was said") {
  const auto state = after({raise("f-1", 1), raise("f-2", 2), clear(std::nullopt, 3)});
  CHECK(active(state).empty());
}

TEST_CASE("a message is applied once, however often it is sent") {
  const auto state = after({raise("f-1", 5)});
  const auto again = apply(state, raise("f-1", 5), k_now + 1h);
  CHECK(again.verdict == Verdict::duplicate);
  CHECK(again.state == state);
}

TEST_CASE("a recorded message does not raise the dead") {
  const auto state = after({raise("f-1", 5), clear(IncidentId{"f-1"}, 6)});
  const auto replayed = apply(state, raise("f-1", 5), k_now);
  CHECK(replayed.verdict == Verdict::old);
  CHECK(replayed.state == state);
  CHECK(apply(state, raise("f-1", 1, "gateway-2"), k_now).verdict ==
        Verdict::accepted);  // each source counts for itself
}

TEST_CASE("raising again keeps the time of the first") {
  const auto state = after({raise("f-1", 5)});
  const auto again = apply(state, raise("f-1", 6, "gateway-2"), k_now + 1h);
  CHECK(again.verdict == Verdict::accepted);
  REQUIRE(again.state.alarms.active.size() == 1);
  CHECK(again.state.alarms.active[0].raised == k_now);
  CHECK(again.state.alarms.active[0].source == "gateway-2");
}

Command fire_at(const std::string& place, std::uint64_t sequence, Exercise exercise = Exercise::actual) {
  Command command = raise("f-1", sequence);
  command.place = place;
  command.exercise = exercise;
  return command;
}

std::string place_after(const std::vector<Command>& commands) {
  return after(commands).alarms.active.at(0).place;
}

TEST_CASE("what burns is what was said last, and nobody takes it away by not saying it") {
  CHECK(place_after({fire_at("block-b", 1)}) == "block-b");
  CHECK(place_after({fire_at("", 1), fire_at("block-b", 2)}) == "block-b");
  CHECK(place_after({fire_at("block-b", 1), fire_at("block-c", 2)}) == "block-c");
  CHECK(place_after({fire_at("block-b", 1), fire_at("", 2)}) == "block-b");
  CHECK(place_after({fire_at("block-b", 1, Exercise::drill), fire_at("", 2, Exercise::drill)}) == "block-b");
}

TEST_CASE("a fire learns nothing of where from the drill that it was, and a drill tells a fire nothing") {
  CHECK(place_after({fire_at("block-b", 1, Exercise::drill), fire_at("", 2)}).empty());
  CHECK(place_after({fire_at("block-b", 1, Exercise::drill), fire_at("block-c", 2)}) == "block-c");
  CHECK(place_after({fire_at("block-b", 1), fire_at("block-c", 2, Exercise::drill)}) == "block-b");
  CHECK(place_after({fire_at("", 1), fire_at("block-c", 2, Exercise::drill)}).empty());
  Command quake = fire_at("hall", 1);
  quake.kind = "earthquake";
  CHECK(place_after({quake, fire_at("", 2)}).empty());
}

TEST_CASE("a clear of what is not on says so, and ends nothing else") {
  const auto outcome = apply(after({raise("f-1", 5)}), clear(IncidentId{"f-9"}, 6), k_now);
  CHECK(outcome.verdict == Verdict::unknown_incident);
  CHECK(active(outcome.state) == Ids{"f-1"});
}

TEST_CASE("incidents and sources are bounded, and a refused raise may be tried again") {
  State state;
  for (std::uint64_t i = 1; i <= k_most_incidents; ++i)
    state = apply(std::move(state), raise("f-" + std::to_string(i), i), k_now).state;
  const auto full = apply(state, raise("one-more", 1000), k_now);
  CHECK(full.verdict == Verdict::full);
  CHECK(apply(apply(full.state, clear(std::nullopt, 999), k_now).state, raise("one-more", 1000), k_now)
            .verdict == Verdict::accepted);

  for (std::size_t i = 0; i < k_most_sources; ++i)
    state = apply(std::move(state), clear(std::nullopt, 1, "s" + std::to_string(i)), k_now).state;
  CHECK(state.sources.size() == k_most_sources);
  CHECK(state.sources.front().source == "s0");
}

}  // namespace
}  // namespace madang::alarm
