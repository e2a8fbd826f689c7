// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/alarm_turn.h"

#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

const SysTime k_noon{1'800'000'000s};

Incident incident(const std::string& id, const AlarmKind& kind, Millis after = 0ms) {
  Incident made;
  made.id = {id};
  made.kind = kind;
  made.raised = k_noon + after;
  return made;
}

Incident external(Incident made, bool extreme) {
  made.origin = Origin::external;
  made.extreme = extreme;
  return made;
}

Incident exercise(Incident made, Exercise how) {
  made.exercise = how;
  return made;
}

std::vector<std::string> ids(const AlarmTurn& turn) {
  std::vector<std::string> all;
  for (const Incident* each : turn.incidents)
    all.push_back(each->id.value);
  return all;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a fire here comes before the gravest warning, that before any other, and exercises come last") {
  const std::vector<Incident> by_rank{
      incident("fire", "fire"), external(incident("tsunami", "tsunami"), true), incident("child", "missing-child"),
      exercise(incident("drill", "fire"), Exercise::drill), exercise(incident("test", "fire"), Exercise::test)};
  for (size_t first = 0; first < by_rank.size(); ++first) {
    for (size_t second = first + 1; second < by_rank.size(); ++second) {
      const AlarmState one{{by_rank[first], by_rank[second]}};
      const AlarmState other{{by_rank[second], by_rank[first]}};
      for (const AlarmState& state : {one, other}) {
        const AlarmTurn turn = turn_of(state, k_noon + 13s);
        CHECK(ids(turn) == Ids{by_rank[first].id.value});
        CHECK(turn.until == SysTime::max());
      }
    }
  }
}

TEST_CASE("a far-away fire is a warning like others") {
  CHECK(rank_of(external(incident("hill", "fire"), false)) == AlarmRank::actual);
  CHECK_FALSE(external(incident("hill", "fire"), true).latches());
  CHECK(incident("here", "fire").latches());
  CHECK_FALSE(exercise(incident("here", "fire"), Exercise::drill).latches());
}

TEST_CASE("equals take turns of ten seconds, what is newest at once") {
  const AlarmState state{{incident("quake", "earthquake"), incident("storm", "storm", 3s)}};
  const auto at = [&](Millis after) { return turn_of(state, k_noon + after); };
  CHECK(ids(at(3s)) == Ids{"storm"});
  CHECK(ids(at(12'999ms)) == Ids{"storm"});
  CHECK(at(4s).until == k_noon + 13s);
  CHECK(ids(at(13s)) == Ids{"quake"});
  CHECK(at(14s).until == k_noon + 23s);
  CHECK(ids(at(23s)) == Ids{"storm"});
  CHECK(ids(at(-1h)).size() == 1);  // the clock was set back
  CHECK(at(-1h).until > k_noon - 1h);
}

TEST_CASE("of one kind they share the page, that counts from the first of them") {
  const AlarmState state{{incident("a", "fire"), incident("b", "fire", 90s)}};
  const AlarmTurn turn = turn_of(state, k_noon + 100s);
  CHECK(ids(turn) == Ids{"b", "a"});
  CHECK(turn.began == k_noon);
  CHECK(turn.until == SysTime::max());
}

TEST_CASE("with nothing active it is the all-clear's") {
  AlarmState state;
  state.all_clear = AllClear{Exercise::drill, k_noon};
  const AlarmTurn turn = turn_of(state, k_noon + 1s);
  CHECK(turn.kind == k_all_clear);
  CHECK(turn.exercise == Exercise::drill);
  CHECK(turn.incidents.empty());
}
