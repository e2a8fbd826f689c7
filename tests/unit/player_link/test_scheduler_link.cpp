// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/link/scheduler_link.h"

#include <condition_variable>
#include <mutex>
#include <optional>

#include "content-schema/base/thread.h"
#include "content-schema/wire/check.h"
#include "scheduler/link/player_server.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

const SysTime k_noon = parse_iso8601("2026-11-22T12:00:00+09:00").value();

Programme programme(const char* release) {
  Programme made;
  made.release = {release};
  made.covers = {k_noon, k_noon + 48h};
  made.segments = {{made.covers, {{{}, 8s, ""}}}};
  return made;
}

AlarmState fire() {
  return {{{{"i"}, "fire", "gateway-1", 1, k_noon}}};
}

/// Both ends of the socket, the player's on a thread of its own.
class Pair {
 public:
  explicit Pair(const test::TempFolder& folder) : folder_(folder) {
    SchedulerLink::Options options{folder / "player.sock", folder / "memory", 1ms, 5ms};
    link_.emplace(SchedulerLink::create(options, [this] { ring(); }).value());
  }
  void start_player() {
    thread_ = start_thread("link", [this](std::stop_token stop) { link_->run(std::move(stop)); });
  }
  void start_scheduler() { server_.emplace(PlayerServer::listen(folder_ / "player.sock").value()); }
  void kill_scheduler() { server_.reset(); }
  PlayerServer& server() { return *server_; }
  SchedulerLink& link() { return *link_; }

  /// Turns the scheduler's loop until `done`; false after ten seconds, which no passing test needs.
  template <class Done>
  bool until(Done done) {
    const auto limit = std::chrono::steady_clock::now() + 10s;
    while (!done()) {
      if (std::chrono::steady_clock::now() > limit)
        return false;
      if (server_) {
        std::vector<pollfd> set;
        server_->add_to(set);
        ::poll(set.data(), set.size(), 1);
        for (Message& each : server_->serve(set))
          heard.push_back(std::move(each));
      } else {
        std::unique_lock lock(mutex_);
        rung_.wait_for(lock, 1ms);
      }
    }
    return true;
  }

  std::vector<Message> heard;

 private:
  void ring() {
    const std::lock_guard lock(mutex_);
    rung_.notify_all();
  }

  const test::TempFolder& folder_;
  std::mutex mutex_;
  std::condition_variable rung_;
  std::optional<SchedulerLink> link_;
  std::optional<PlayerServer> server_;
  std::jthread thread_;  // stops before the link dies
};

}  // namespace

TEST_CASE("the plan and the alarm arrive, reports go back") {
  const test::TempFolder folder;
  Pair pair(folder);
  pair.start_scheduler();
  REQUIRE(pair.server().send(ProgrammeMessage{programme("r1")}));
  pair.start_player();
  std::optional<Programme> got;
  REQUIRE(pair.until([&] { return (got = pair.link().take_programme()).has_value(); }));
  CHECK(*got == programme("r1"));
  CHECK(pair.link().connected());

  REQUIRE(pair.server().send(AlarmMessage{fire()}));
  std::optional<AlarmState> state;
  REQUIRE(pair.until([&] { return (state = pair.link().take_alarms()).has_value(); }));
  CHECK(*state == fire());

  const LiveValues values{{"parking.a", {Value("many"), k_noon, Millis{1}, Millis{2}}}};
  REQUIRE(pair.server().send(LiveValuesMessage{values}));
  std::optional<LiveValues> live;
  REQUIRE(pair.until([&] { return (live = pair.link().take_live()).has_value(); }));
  CHECK(*live == values);

  pair.link().send(AlarmPresented{{{"i"}}, k_noon});
  REQUIRE(pair.until([&] { return pair.heard.size() == 1; }));
  PlayerReport report;
  report.frames = 9;
  pair.link().send(report);
  REQUIRE(pair.until([&] { return pair.heard.size() == 2; }));
  CHECK(pair.heard == std::vector<Message>{AlarmPresented{{{"i"}}, k_noon}, report});
}

TEST_CASE(
    "the scheduler may start later, die, and come back: what was presented meanwhile is not forgotten") {
  const test::TempFolder folder;
  Pair pair(folder);
  pair.start_player();
  pair.link().send(AlarmPresented{{{"a"}}, k_noon});
  pair.link().send(AlarmPresented{{{"b"}}, k_noon});
  pair.start_scheduler();
  REQUIRE(pair.until([&] { return pair.heard.size() == 2; }));

  pair.kill_scheduler();
  REQUIRE(pair.until([&] { return !pair.link().connected(); }));
  pair.start_scheduler();
  REQUIRE(pair.server().send(ProgrammeMessage{programme("r2")}));
  std::optional<Programme> got;
  REQUIRE(pair.until([&] { return (got = pair.link().take_programme()).has_value(); }));
  CHECK(got->release.value == "r2");
}

TEST_CASE("a player that restarts without a scheduler knows the last plan and the last alarm") {
  const test::TempFolder folder;
  {
    Pair pair(folder);
    pair.start_scheduler();
    REQUIRE(pair.server().send(ProgrammeMessage{programme("r1")}));
    REQUIRE(pair.server().send(AlarmMessage{fire()}));
    pair.start_player();
    REQUIRE(pair.until([&] {
      return std::filesystem::exists(folder / "memory/programme.json") &&
             std::filesystem::exists(folder / "memory/alarms.json");
    }));
  }
  Pair again(folder);
  CHECK(again.link().take_programme() == programme("r1"));
  CHECK(again.link().take_alarms() == fire());
  CHECK_FALSE(again.link().connected());
}

TEST_CASE("a spoilt memory is no memory") {
  const test::TempFolder folder;
  folder.write("memory/programme.json", "{");
  folder.write("memory/alarms.json", R"({"programme":{}})");
  Pair pair(folder);
  CHECK_FALSE(pair.link().take_programme());
  CHECK_FALSE(pair.link().take_alarms());
}

TEST_CASE("a programme that breaks its promises is passed over") {
  const test::TempFolder folder;
  Pair pair(folder);
  pair.start_scheduler();
  pair.start_player();
  REQUIRE(pair.until([&] { return pair.server().connected() == 1; }));
  Programme hollow = programme("hollow");
  hollow.segments[0].turns.clear();
  REQUIRE(pair.server().send(ProgrammeMessage{hollow}));
  // What comes after it on the same socket shows that it was seen.
  REQUIRE(pair.server().send(AlarmMessage{fire()}));
  REQUIRE(pair.until([&] { return pair.link().take_alarms().has_value(); }));
  CHECK_FALSE(pair.link().take_programme());
  CHECK_FALSE(std::filesystem::exists(folder / "memory/programme.json"));
}

TEST_CASE("the promises of a programme") {
  const Programme good = programme("r");
  CHECK(check(good).has_value());
  const auto broken = [&](auto change) {
    Programme made = good;
    change(made);
    return !check(made).has_value();
  };
  CHECK(broken([](Programme& p) { p.segments.clear(); }));
  CHECK(broken([](Programme& p) { p.covers.to = p.covers.from; }));
  CHECK(broken([](Programme& p) { p.segments[0].turns.clear(); }));
  CHECK(broken([](Programme& p) { p.segments[0].turns[0].length = 0ms; }));
  CHECK(broken([](Programme& p) { p.segments[0].interval.from += 1ms; }));
  CHECK(broken([](Programme& p) { p.segments[0].interval.to -= 1ms; }));
  CHECK(broken([](Programme& p) { p.segments.push_back(p.segments[0]); }));
}
