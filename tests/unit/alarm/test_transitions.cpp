// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <array>

#include "scheduler/alarm/state.h"
#include "tests/support/catch.h"

// The table in scheduler/alarm/README.md, cell by cell.
namespace madang::alarm {
namespace {

using namespace std::chrono_literals;

const SysTime k_now{1'800'000'000s};

constexpr std::array k_ranks{AlarmRank::local_fire, AlarmRank::extreme, AlarmRank::actual, AlarmRank::drill,
                             AlarmRank::test};

/// An alarm of each rank; `sequence` of a source of its own.
Command of_rank(AlarmRank rank, const std::string& id) {
  Command command;
  command.incident = IncidentId{id};
  command.kind = rank == AlarmRank::extreme ? "tsunami" : rank == AlarmRank::actual ? "storm" : "fire";
  command.source = "of-" + id;
  command.sequence = 1;
  command.origin =
      rank == AlarmRank::extreme || rank == AlarmRank::actual ? Origin::external : Origin::local;
  command.extreme = rank == AlarmRank::extreme;
  command.exercise = rank == AlarmRank::drill  ? Exercise::drill
                     : rank == AlarmRank::test ? Exercise::test
                                               : Exercise::actual;
  return command;
}

Command clear_of(const std::optional<IncidentId>& incident) {
  Command command;
  command.action = Command::Action::clear;
  command.incident = incident;
  command.source = "desk";
  command.sequence = 1;
  command.by = "김시장";
  return command;
}

State with(const Command& command) {
  return apply({}, command, k_now).state;
}

bool is_active(const State& state, const std::string& id) {
  for (const Incident& each : state.alarms.active) {
    if (each.id.value == id)
      return true;
  }
  return false;
}

enum class Cell {
  joins,      ///< both are on
  ends_it,    ///< what was on is ended
  outranked,  ///< what comes is not taken now
};

TEST_CASE("raised while another one is on") {
  using enum Cell;
  // Rows: what comes; columns: what is on. Fire here, extreme, actual, drill, test.
  constexpr Cell table[5][5] = {
      {joins, joins, joins, ends_it, ends_it},              // fire here
      {joins, joins, joins, ends_it, ends_it},              // extreme
      {joins, joins, joins, ends_it, ends_it},              // actual
      {outranked, outranked, outranked, joins, joins},      // drill
      {outranked, outranked, outranked, joins, joins},      // test
  };
  for (size_t comes = 0; comes < k_ranks.size(); ++comes) {
    for (size_t is_on = 0; is_on < k_ranks.size(); ++is_on) {
      CAPTURE(comes, is_on);
      const State before = with(of_rank(k_ranks[is_on], "on"));
      const Outcome after = apply(before, of_rank(k_ranks[comes], "new"), k_now + 1s);
      const Cell cell = table[comes][is_on];
      CHECK(after.verdict == (cell == outranked ? Verdict::outranked : Verdict::accepted));
      CHECK(is_active(after.state, "new") == (cell != outranked));
      CHECK(is_active(after.state, "on") == (cell != ends_it));
      if (cell == outranked)
        CHECK(after.state == before);  // so that a repetition is not taken for a duplicate
    }
  }
}

TEST_CASE("raised again under the same name, as something else") {
  // Rows: as what it comes; columns: as what it is on. True: it becomes what comes.
  constexpr bool becomes[5][5] = {
      {true, true, true, true, true},       // fire here
      {false, true, true, true, true},      // extreme
      {false, false, true, true, true},     // actual
      {false, false, false, true, true},    // drill
      {false, false, false, false, true},   // test
  };
  for (size_t comes = 0; comes < k_ranks.size(); ++comes) {
    for (size_t is_on = 0; is_on < k_ranks.size(); ++is_on) {
      CAPTURE(comes, is_on);
      Command again = of_rank(k_ranks[comes], "f-1");
      again.sequence = 2;
      again.lifetime = 1min;
      const Outcome after = apply(with(of_rank(k_ranks[is_on], "f-1")), again, k_now + 1s);
      CHECK(after.verdict == Verdict::accepted);
      REQUIRE(after.state.alarms.active.size() == 1);
      const Incident& incident = after.state.alarms.active.front();
      CHECK(rank_of(incident) == k_ranks[becomes[comes][is_on] ? comes : is_on]);
      CHECK(incident.raised == k_now);
      CHECK(incident.sequence == 2);
    }
  }
}

TEST_CASE("cleared, by its name and with all, while it is alone and while it is not") {
  for (const AlarmRank rank : k_ranks) {
    for (const bool by_name : {true, false}) {
      CAPTURE(static_cast<int>(rank), by_name);
      const State before = with(of_rank(rank, "on"));
      const auto name = by_name ? std::optional(IncidentId{"on"}) : std::nullopt;
      const Outcome over = apply(before, clear_of(name), k_now + 1min);
      CHECK(over.verdict == Verdict::accepted);
      CHECK(over.state.alarms.active.empty());
      REQUIRE(over.state.alarms.all_clear);
      const bool actual = rank < AlarmRank::drill;
      CHECK(*over.state.alarms.all_clear ==
            AllClear{actual ? Exercise::actual : Exercise::drill, k_now + 1min, "김시장"});
      CHECK(over.state.lived.empty());

      const State two = apply(before, of_rank(rank, "other"), k_now).state;
      const Outcome one_less = apply(two, clear_of(name), k_now + 1min);
      CHECK(is_active(one_less.state, "other") == by_name);
      CHECK(one_less.state.alarms.all_clear.has_value() != by_name);  // not while anything is on
    }
  }
}

TEST_CASE("cleared while nothing is on: by name it is unknown, with all there is nothing to tell visitors") {
  const Outcome named = apply({}, clear_of(IncidentId{"f-1"}), k_now);
  CHECK(named.verdict == Verdict::unknown_incident);
  CHECK(named.state.alarms.quiet());
  const Outcome all = apply({}, clear_of(std::nullopt), k_now);
  CHECK(all.verdict == Verdict::accepted);
  CHECK(all.state.alarms.quiet());
}

TEST_CASE("raised while the all-clear is shown, that page is over") {
  for (const AlarmRank rank : k_ranks) {
    const State over = apply(with(of_rank(AlarmRank::local_fire, "f-1")), clear_of(std::nullopt), k_now).state;
    const Outcome again = apply(over, of_rank(rank, "f-2"), k_now + 1s);
    CHECK(again.verdict == Verdict::accepted);
    CHECK_FALSE(again.state.alarms.all_clear);
  }
}

TEST_CASE("time ends all that has an end, but for a fire here") {
  for (const AlarmRank rank : k_ranks) {
    CAPTURE(static_cast<int>(rank));
    Command command = of_rank(rank, "on");
    command.lifetime = 10min;
    command.expires = k_now + 5min;
    const State on = with(command);
    const bool mortal = rank != AlarmRank::local_fire;
    CHECK(is_mortal(on) == mortal);
    const auto after = [&](Millis elapsed, SysTime now, bool trusted) {
      return is_active(pass(on, elapsed, now, trusted), "on");
    };
    CHECK(after(1min, k_now + 4min, true));
    CHECK(after(1min, k_now + 5min, true) == !mortal);    // it has expired
    CHECK(after(1min, k_now + 24h * 400, false));         // says a clock that nobody believes
    CHECK(after(9min, SysTime{}, false));
    CHECK(after(10min, SysTime{}, false) == !mortal);     // it has lived
    CHECK(after(10min, SysTime{}, true) == !mortal);
    CHECK(pass(on, 10min, SysTime{}, true).alarms.all_clear.has_value() == false);  // nobody gave it
  }
}

TEST_CASE("what has no end stays, and its life is not counted") {
  for (const AlarmRank rank : k_ranks) {
    const State on = with(of_rank(rank, "on"));
    CHECK_FALSE(is_mortal(on));
    CHECK(pass(on, 24h * 400, k_now + 24h * 400, true) == on);
  }
}

TEST_CASE("a life is counted in all, through as many steps as it takes, and begins anew with a new raise") {
  Command command = of_rank(AlarmRank::actual, "on");
  command.lifetime = 10min;
  State state = with(command);
  for (int minute = 0; minute < 9; ++minute)
    state = pass(std::move(state), 1min, SysTime{}, false);
  CHECK(is_active(state, "on"));
  ++command.sequence;
  State again = apply(state, command, k_now).state;
  CHECK_FALSE(is_active(pass(state, 1min, SysTime{}, false), "on"));
  again = pass(std::move(again), 9min, SysTime{}, false);
  CHECK(is_active(again, "on"));
  again = pass(std::move(again), 1min, SysTime{}, false);
  CHECK(again.alarms.quiet());
  CHECK(again.lived.empty());
}

TEST_CASE("the all-clear is shown for three minutes") {
  State over = apply(with(of_rank(AlarmRank::local_fire, "f-1")), clear_of(std::nullopt), k_now).state;
  CHECK(is_mortal(over));
  over = pass(std::move(over), k_all_clear_length - 1ms, SysTime{}, false);
  CHECK(over.alarms.all_clear);
  over = pass(std::move(over), 1ms, SysTime{}, false);
  CHECK(over.alarms.quiet());
  CHECK(over.lived.empty());
}

TEST_CASE("a site that wants no page for it has none") {
  const State on = with(of_rank(AlarmRank::local_fire, "f-1"));
  CHECK(apply(on, clear_of(std::nullopt), k_now, 0ms).state.alarms.quiet());
}

TEST_CASE("where there are too many, the least gives way to what outranks it, and to nothing else") {
  State state;
  for (size_t i = 0; i < k_most_incidents; ++i)
    state = apply(std::move(state), of_rank(AlarmRank::actual, "s-" + std::to_string(i)), k_now).state;
  CHECK(apply(state, of_rank(AlarmRank::actual, "one-more"), k_now).verdict == Verdict::full);
  const Outcome fire = apply(state, of_rank(AlarmRank::local_fire, "f-1"), k_now);
  CHECK(fire.verdict == Verdict::accepted);
  CHECK(is_active(fire.state, "f-1"));
  CHECK(fire.state.alarms.active.size() == k_most_incidents);
}

}  // namespace
}  // namespace madang::alarm
