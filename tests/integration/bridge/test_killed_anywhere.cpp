// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "tests/integration/bridge/panel.h"
#include "tests/integration/bridge/running_bridge.h"
#include "tests/integration/bridge/thread_tracer.h"
#include "tests/support/catch.h"
#include "tests/support/http_client.h"
#include "tests/support/kiosk.h"

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

/// What a walk through all steps of a thread found.
struct Count {
  int steps = 0;
  int killed = 0;
  int acknowledged = 0;                 ///< of those killed: the sender had been told that it is safe
  std::chrono::milliseconds latest{0};  ///< from the restart until it is there again
};

void print(const std::string& what, const Count& count) {
  fmt::print(
      "{}: {} system calls; killed at {} of them, {} times after the acknowledgement; there again after {} "
      "ms at most\n",
      what, count.steps, count.killed, count.acknowledged, count.latest.count());
}

/// A program that can be killed anywhere while somebody tells it something.
struct Story {
  std::string thread;
  std::function<void()> prepare;  ///< how things are before; the program runs
  std::function<bool()> tell;     ///< whether it was acknowledged
  std::function<pid_t()> pid;
  std::function<bool()> running;
  std::function<void()> restart;
  std::function<bool()> came_true;  ///< what was told is so
};

Count walk(const Story& story) {
  const auto thread = [&] {
    const auto found = thread_of(story.pid(), story.thread);
    REQUIRE(found);
    return *found;
  };
  story.prepare();
  ThreadTracer watcher(thread());
  REQUIRE(story.tell());
  REQUIRE(eventually(story.came_true));
  const auto steps = watcher.end();

  Count count;
  count.steps = static_cast<int>(steps.size());
  for (size_t i = 0; i < steps.size(); i += MADANG_WALK_STRIDE) {
    CAPTURE(steps[i].call, steps[i].nth);
    story.prepare();
    ThreadTracer killer(thread(), steps[i]);
    const bool acknowledged = story.tell();
    // It may come to the step only after the answer; and whoever gives none is dying.
    const bool died = eventually([&] { return !story.running(); }, acknowledged ? 200ms : 5s);
    killer.end();
    if (!died) {
      CHECK(acknowledged);
      continue;  // this time it went another way
    }
    ++count.killed;
    const auto start = std::chrono::steady_clock::now();
    story.restart();
    if (acknowledged) {
      ++count.acknowledged;
      REQUIRE(eventually(story.came_true));
    } else {
      REQUIRE(story.tell());  // as whoever got no answer does
      REQUIRE(eventually(story.came_true));
    }
    count.latest = std::max(
        count.latest, std::chrono::ceil<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start));
  }
  CHECK(count.killed * 2 > count.steps / MADANG_WALK_STRIDE);
  return count;
}

/// A kiosk alone, and somebody who raises and clears at it.
class LoneKiosk {
 public:
  LoneKiosk() { kiosk_.start(); }

  Story raising(const std::string& thread) {
    return {thread,
            [this] { has() ? static_cast<void>(tool("clear")) : void(); },
            [this] { return tool("raise"); },
            [this] { return kiosk_.process().pid(); },
            [this] { return kiosk_.process().running(); },
            [this] { kiosk_.start(); },
            [this] { return has(); }};
  }
  Story clearing(const std::string& thread) {
    Story story = raising(thread);
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

  Story raising(const std::string& thread) {
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

TEST_CASE("the bridge is killed at any step of its main loop: no acknowledged fire is lost") {
  PanelledMarket market;
  print("a fire at the bridge's main loop", walk(market.raising("madang-alarm-br")));
}

TEST_CASE("the bridge is killed at any step of its way to the screens") {
  PanelledMarket market;
  print("a fire at the bridge's post-road", walk(market.raising("post-road")));
}

TEST_CASE(
    "the scheduler is killed at any step of its main loop: no acknowledged alarm is lost, and none comes "
    "back") {
  LoneKiosk kiosk;
  print("a raise at the scheduler's main loop", walk(kiosk.raising("madang-schedule")));
  print("a clear at the scheduler's main loop", walk(kiosk.clearing("madang-schedule")));
}

TEST_CASE("the scheduler is killed at any step of its alarm endpoint") {
  LoneKiosk kiosk;
  print("a raise at the scheduler's endpoint", walk(kiosk.raising("http")));
  print("a clear at the scheduler's endpoint", walk(kiosk.clearing("http")));
}

}  // namespace
}  // namespace madang::test
