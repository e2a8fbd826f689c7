// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/bridge_journal.h"

#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;
using alarm::Command;

const SysTime k_now{1'800'000'000s};

BridgeState much() {
  ZonePlan plan;
  plan.zones[{"1234", ""}] = "east";
  plan.places[{"1234", ""}] = "나동";
  PanelEvent smoke;
  smoke.subject = PanelSubject::smoke;
  smoke.happening = PanelHappening::raised;
  smoke.zone = "5";
  BridgeState state = apply(BridgeState{}, {"1234", 1, {smoke}, std::nullopt}, plan, k_now).state;
  state = apply(state, {Command::Action::raise, IncidentId{"f-1"}, "fire", "desk", 1}, k_now).state;
  Command clear{Command::Action::clear, IncidentId{"f-1"}, "", "desk", 2};
  clear.by = "김시장";
  state = apply(state, clear, k_now + 1s).state;
  state.epoch = 17;
  return state;
}

TEST_CASE("what was kept is there after a restart, all of it") {
  const test::TempFolder folder;
  const BridgeJournal journal(folder / "bridge.json");
  CHECK(journal.load().value() == BridgeState{});
  const BridgeState state = much();
  REQUIRE(state.zones.size() == 1);
  REQUIRE(state.cleared.size() == 1);
  REQUIRE(journal.keep(state));
  CHECK(BridgeJournal(folder / "bridge.json").load().value() == state);
}

TEST_CASE("a file that cannot be understood is moved aside, so that the next alarm can be kept") {
  const test::TempFolder folder;
  const std::string text = GENERATE("", "{}", "[1]", "{\"version\":2,\"epoch\":1}",
                                    "{\"version\":1,\"epoch\":-1,\"alarm\":{},\"zones\":{},\"cleared\":[]}",
                                    "{\"version\":1,\"epoch\":1,\"alarm\":{\"alarms\":1,\"sources\":[]},"
                                    "\"zones\":{},\"cleared\":[]}");
  CAPTURE(text);
  folder.write("bridge.json", text);
  const BridgeJournal journal(folder / "bridge.json");
  CHECK(journal.load().error().kind == ErrorKind::invalid);
  CHECK(std::filesystem::exists(folder / "bridge.json.broken"));
  REQUIRE(journal.keep(much()));
  CHECK(journal.load().value() == much());
}

TEST_CASE("a folder that is not there is told") {
  const test::TempFolder folder;
  CHECK_FALSE(BridgeJournal(folder / "no/bridge.json").keep(much()));
}

}  // namespace
}  // namespace madang::bridge
