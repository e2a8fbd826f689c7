// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/broker_road.h"

#include <algorithm>

#include "content-schema/base/thread.h"
#include "scheduler/alarm/broker_listener.h"
#include "tests/support/broker.h"
#include "tests/support/catch.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;
using bridge::ScreenNews;
using bridge::SignedNotice;
using What = ScreenNews::What;

/// The road of a bridge, and all that it told.
class BridgeSide {
 public:
  explicit BridgeSide(const Broker& broker)
      : road_(bridge::BrokerRoad::create(
                  {broker.address(), "olle", "bridge-1"},
                  [this](ScreenNews news) {
                    const std::lock_guard lock(mutex_);
                    news_.push_back(std::move(news));
                  },
                  Clock())
                  .value()),
        thread_(start_thread("mqtt", [this](const std::stop_token& stop) { road_->run(stop); })) {}

  void send(const std::string& zone, std::uint64_t sequence, const std::string& bytes) {
    road_->send({zone, 5, sequence, {}, bytes});
  }
  std::vector<What> news() const {
    const std::lock_guard lock(mutex_);
    std::vector<What> list;
    for (const ScreenNews& each : news_)
      list.push_back(each.what);
    return list;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<ScreenNews> news_;  // guarded by mutex_
  std::unique_ptr<bridge::BrokerRoad> road_;
  std::jthread thread_;
};

const std::string k_site_topic = alarm::notice_topic("olle", "");
const std::string k_east_topic = alarm::notice_topic("olle", "east");
const std::string k_gate_topic = alarm::screen_topic("olle", "gate-1");

std::string state(int sequence, const std::string& glass) {
  return R"({"online":true,"written":true,"on_glass":[)" + glass + R"(],"sources":{"bridge-1/":)" +
         std::to_string(sequence) + R"(},"epochs":{"bridge-1/":5}})";
}

TEST_CASE(
    "notices go to the topic of their zone, and to a screen that comes later and a broker that forgot") {
  Broker broker;
  BridgeSide bridge(broker);
  MqttPeer screen(broker, "gate-1", {k_site_topic, k_east_topic});
  const auto hears = [&](MqttPeer& peer, const std::string& topic, const std::string& bytes) {
    return eventually([&] {
      peer.turn();
      return peer.heard(topic) == bytes;
    });
  };
  bridge.send("", 1, "to all");
  bridge.send("east", 1, "to the east");
  CHECK(hears(screen, k_site_topic, "to all"));
  CHECK(hears(screen, k_east_topic, "to the east"));
  bridge.send("", 2, "to all again");
  CHECK(hears(screen, k_site_topic, "to all again"));

  broker.kill();
  broker.start();
  MqttPeer later(broker, "gate-2", {k_site_topic, k_east_topic});
  CHECK(hears(later, k_site_topic, "to all again"));
  CHECK(hears(later, k_east_topic, "to the east"));
}

TEST_CASE("what screens say becomes news, and so does the broker's word that one is gone") {
  Broker broker;
  BridgeSide bridge(broker);
  const auto bell = Wakeup::create().value();
  auto screen = std::make_optional(
      alarm::MqttClient::create({broker.address(), "gate-1", {}, {k_gate_topic, R"({"online":false})"}}, {},
                                std::chrono::steady_clock::now())
          .value());
  const auto told = [&](const std::vector<What>& news) {
    return eventually([&] {
      if (screen)
        screen->work(bell, std::chrono::steady_clock::now());
      return bridge.news() == news;
    });
  };
  bridge.send("", 1, "a notice");
  screen->keep(k_gate_topic, state(1, ""));
  CHECK(told({What::received, What::displayed}));
  screen->keep(k_gate_topic, state(1, "\"f-1\""));
  CHECK(told({What::received, What::displayed, What::displayed}));
  screen.reset();
  CHECK(told({What::received, What::displayed, What::displayed, What::unreachable}));
}

TEST_CASE("the broker tells when the bridge is gone") {
  const Broker broker;
  MqttPeer watcher(broker, "watcher", {bridge::bridge_topic("olle")});
  const auto hears = [&](const std::string& part) {
    return eventually([&] {
      watcher.turn();
      return watcher.heard(bridge::bridge_topic("olle")) == part;
    });
  };
  {
    const BridgeSide bridge(broker);
    CHECK(hears(R"({"bridge":"bridge-1","online":true})"));
  }
  CHECK(hears(R"({"bridge":"bridge-1","online":false})"));
}

TEST_CASE("a zone whose name would be another topic goes nowhere, and a site's is refused before the start") {
  const Broker broker;
  BridgeSide bridge(broker);
  MqttPeer watcher(broker, "watcher", {"madang/#"});
  bridge.send("x/../../y", 1, "astray");
  bridge.send("", 1, "to all");
  CHECK(eventually([&] {
    watcher.turn();
    return watcher.heard(k_site_topic) == "to all";
  }));
  CHECK(watcher.heard(alarm::notice_topic("olle", "x/../../y")).empty());
  CHECK_FALSE(bridge::BrokerRoad::create({broker.address(), "olle/x", "bridge-1"}, {}, Clock()));
  CHECK_FALSE(bridge::BrokerRoad::create({broker.address(), "olle", "#"}, {}, Clock()));
}

}  // namespace
}  // namespace madang::test
