// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <nlohmann/json.hpp>

#include "tests/integration/bridge/panel.h"
#include "tests/integration/bridge/running_bridge.h"
#include "tests/support/broker.h"
#include "tests/support/catch.h"
#include "tests/support/http_client.h"
#include "tests/support/kiosk.h"
#include "tests/support/kill_walk.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;
using Json = nlohmann::json;

std::vector<std::string> incidents_at(const std::string& url) {
  const Json state = Json::parse(http(url + "/alarm").body, nullptr, false);
  std::vector<std::string> list;
  if (!state.is_object())
    return {"no answer"};
  for (const Json& each : state.value("active", Json::array()))
    list.push_back(each.value("incident", ""));
  return list;
}

/// A kiosk alone, and somebody who raises and clears at it.
class LoneKiosk {
 public:
  LoneKiosk() { kiosk_.start(); }

  KillStory raising(const std::string& thread) {
    return {thread,
            [this] { has() ? static_cast<void>(tool("clear")) : void(); },
            [this] { return tool("raise"); },
            [this] { return kiosk_.process().pid(); },
            [this] { return kiosk_.process().running(); },
            [this] { kiosk_.start(); },
            [this] { return has(); }};
  }
  KillStory clearing(const std::string& thread) {
    KillStory story = raising(thread);
    story.prepare = [this] { REQUIRE((has() || tool("raise"))); };
    story.tell = [this] { return tool("clear"); };
    story.came_true = [this] { return incidents_at(kiosk_.alarm_url()).empty(); };
    return story;
  }

 private:
  bool has() const { return incidents_at(kiosk_.alarm_url()) == std::vector<std::string>{"f-1"}; }
  bool tool(const std::string& what) const {
    // The name of what is over already is not known any more; that is an answer, too.
    const int code = run_to_end({program("madang").string(), "alarm", what, "--incident", "f-1", "--url",
                                 kiosk_.alarm_url(), "--secret-file", kiosk_.secret_file().string()},
                                {{{"LC_ALL", "C"}}, {}})
                         .code;
    return code == 0 || (what == "clear" && code == 1);
  }

  TempFolder folder_;
  Kiosk kiosk_{folder_, ""};
};

/// A bridge, its panel, and a kiosk that hears of it.
class PanelledMarket {
 public:
  PanelledMarket() {
    kiosk_.settings = bridge_.kiosk_settings();
    kiosk_.start();
    bridge_.settings = "screens: [ { id: gate-1, url: \"" + kiosk_.alarm_url() + "\" } ]\n";
    bridge_.start();
  }

  KillStory raising(const std::string& thread) {
    return {thread,
            [this] {
              REQUIRE(bridge_.alarm_tool({"clear", "--all"}).code == 0);
              REQUIRE(eventually([&] { return incidents_at(kiosk_.alarm_url()).empty(); }));
              ++sequence_;
            },
            [this] {
              Panel panel(bridge_.panel_port());
              panel.send(fire_frame(sequence_, 5));
              return panel.hears(ack_frame(sequence_), 2s);
            },
            [this] { return bridge_.process().pid(); },
            [this] { return bridge_.process().running(); },
            [this] { bridge_.start(); },
            [this] {
              const std::vector<std::string> fire{"1234.1.5"};
              return incidents_at(bridge_.url()) == fire && incidents_at(kiosk_.alarm_url()) == fire;
            }};
  }

 private:
  TempFolder folder_;
  RunningBridge bridge_{folder_};
  Kiosk kiosk_{folder_, ""};
  int sequence_ = 0;
};

/// The same by a broker that keeps what it retains on its disk, and by no other road.
class BrokeredMarket {
 public:
  BrokeredMarket() {
    const std::string line = broker_.url();
    kiosk_.settings = bridge_.kiosk_settings() + "alarm-broker = \"" + line + "\"\n";
    kiosk_.start();
    bridge_.settings = "broker: { url: \"" + line + "\" }\n";
    bridge_.start();
  }

  KillStory raising() {
    return {"mosquitto",
            [this] {
              REQUIRE(bridge_.alarm_tool({"clear", "--all"}).code == 0);
              REQUIRE(eventually([&] { return incidents_at(kiosk_.alarm_url()).empty(); }, 30s));
              ++sequence_;
            },
            [this] {
              Panel panel(bridge_.panel_port());
              panel.send(fire_frame(sequence_, 5));
              return panel.hears(ack_frame(sequence_));
            },
            [this] { return broker_.process().pid(); },
            [this] { return broker_.running(); },
            [this] { broker_.start(); },
            [this] { return incidents_at(kiosk_.alarm_url()) == std::vector<std::string>{"1234.1.5"}; }};
  }

 private:
  TempFolder folder_;
  Broker broker_{Broker::Memory::persistent};
  RunningBridge bridge_{folder_};
  Kiosk kiosk_{folder_, ""};
  int sequence_ = 0;
};

TEST_CASE("the broker is killed at any step: no fire is lost on its way") {
  BrokeredMarket market;
  print("a fire at the broker", walk(market.raising(), MADANG_WALK_STRIDE));
}

TEST_CASE("the bridge is killed at any step of its main loop: no acknowledged fire is lost") {
  PanelledMarket market;
  print("a fire at the bridge's main loop", walk(market.raising("madang-alarm-br"), MADANG_WALK_STRIDE));
}

TEST_CASE("the bridge is killed at any step of its way to the screens") {
  PanelledMarket market;
  print("a fire at the bridge's post-road", walk(market.raising("post-road"), MADANG_WALK_STRIDE));
}

TEST_CASE(
    "the scheduler is killed at any step of its main loop: no acknowledged alarm is lost, and none comes "
    "back") {
  LoneKiosk kiosk;
  print("a raise at the scheduler's main loop", walk(kiosk.raising("madang-schedule"), MADANG_WALK_STRIDE));
  print("a clear at the scheduler's main loop", walk(kiosk.clearing("madang-schedule"), MADANG_WALK_STRIDE));
}

TEST_CASE("the scheduler is killed at any step of its alarm endpoint") {
  LoneKiosk kiosk;
  print("a raise at the scheduler's endpoint", walk(kiosk.raising("http"), MADANG_WALK_STRIDE));
  print("a clear at the scheduler's endpoint", walk(kiosk.clearing("http"), MADANG_WALK_STRIDE));
}

}  // namespace
}  // namespace madang::test
