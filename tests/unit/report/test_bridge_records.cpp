// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tools/alarm-bridge/bridge_state.h"
#include "tools/alarm-bridge/incident_log_reader.h"
#include "tools/alarm-bridge/screen_book.h"
#include "tools/madang/alarm_report.h"

// What the bridge's own desk puts on record is what the report understands.
namespace madang::tool {
namespace {

using namespace std::chrono_literals;
using bridge::ScreenNews;

constexpr SysTime k_begin{std::chrono::seconds(1'800'000'000)};
const IncidentId k_drill{"drill-1"};

/// The bridge's decisions, its book of screens and its records, without its roads.
class Desk {
 public:
  void order(alarm::Command::Action action, Millis at) {
    alarm::Command command;
    command.action = action;
    command.incident = k_drill;
    command.kind = "fire";
    command.source = "office";
    command.sequence = ++sequence_;
    command.exercise = Exercise::drill;
    command.by = "Kim";
    bridge::Change change = apply(state_, command, k_begin + at);
    REQUIRE(change.verdict == alarm::Verdict::accepted);
    state_ = std::move(change.state);
    say(at);
    REQUIRE(log_.append(change.log));
  }
  void say(Millis at) { book_.sent(notice_of(state_, {"olle-market"}, "", ++said_, k_begin + at)); }
  void hear(ScreenNews::What what, Millis at, const std::string& screen, const std::string& road,
            std::vector<IncidentId> glass = {}) {
    REQUIRE(log_.append(
        book_.hear({what, screen, road, k_begin + at, state_.epoch, said_, std::move(glass), {}, {}})));
  }
  void restart() { book_ = {}; }

  AlarmReport report() const {
    const auto bytes = read_file(file(), 1 << 20);
    REQUIRE(bytes);
    return make_alarm_report(bridge::read_log(as_text(*bytes)).entries);
  }

 private:
  std::filesystem::path file() const { return folder_ / "incidents.jsonl"; }

  test::TempFolder folder_{test::TempFolder::Where::memory};
  bridge::IncidentLog log_{file()};
  bridge::BridgeState state_;
  bridge::ScreenBook book_;
  std::uint64_t sequence_ = 0;
  std::uint64_t said_ = 0;
};

TEST_CASE("the records of a bridge's desk: a drill by two roads, a screen out of reach, and a restart") {
  using What = ScreenNews::What;
  using Action = alarm::Command::Action;
  Desk desk;
  desk.hear(What::unreachable, -40s, "cellar", "post");
  desk.order(Action::raise, 0ms);
  desk.hear(What::received, 15ms, "gate-1", "post");
  desk.hear(What::received, 20ms, "gate-1", "mqtt");
  desk.hear(What::displayed, 55ms, "gate-1", "mqtt", {k_drill});
  desk.hear(What::displayed, 60ms, "gate-1", "post", {k_drill});
  desk.hear(What::received, 30ms, "gate-2", "post");
  desk.restart();
  desk.say(10s);
  desk.hear(What::displayed, 10s, "gate-1", "post", {k_drill});
  desk.order(Action::clear, 60s);
  desk.hear(What::displayed, 60s + 45ms, "gate-1", "post");

  const AlarmReport report = desk.report();
  REQUIRE(report.incidents.size() == 1);
  const IncidentReport& it = report.incidents.front();
  CHECK(it.exercise == Exercise::drill);
  CHECK(it.by == "Kim");
  CHECK(it.end == IncidentReport::End::cleared);
  REQUIRE(it.screens.size() == 3);
  CHECK(it.screens[0].screen == "cellar");
  CHECK(it.screens[0].trouble == ScreenResult::Trouble::unreachable);
  CHECK(it.screens[1].screen == "gate-2");
  CHECK(it.screens[1].received == 30ms);
  CHECK(it.screens[1].failed());
  CHECK(it.screens[2].screen == "gate-1");
  CHECK(it.screens[2].received == 15ms);
  CHECK(it.screens[2].displayed == 55ms);
  CHECK(it.screens[2].cleared == 45ms);
}

}  // namespace
}  // namespace madang::tool
