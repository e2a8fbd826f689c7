// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/broker_listener.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/thread.h"
#include "scheduler/alarm/desk.h"
#include "scheduler/http/exchange.h"
#include "tests/support/alarm_notice.h"
#include "tests/support/broker.h"
#include "tests/support/catch.h"
#include "tests/support/kiosk.h"
#include "tests/support/signing_key.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;
using alarm::AlarmKey;
using alarm::AlarmTrust;

const std::string k_site_topic = alarm::notice_topic("olle", "");
const std::string k_gate_topic = alarm::screen_topic("olle", "gate-1");

AlarmNotice notice(std::uint64_t sequence, const std::vector<std::string>& active,
                   const std::vector<std::string>& cleared = {}) {
  return fire_notice("bridge-1", sequence, active, cleared);
}

/// A kiosk's listener and desk, with everything that is raised on the glass at once.
class KioskSide {
 public:
  KioskSide(const Broker& broker, const SigningKey& key)
      : desk_(alarm::Journal(folder_ / "alarm.json"), [](const AlarmState&) {}, Millis{0}, {}, {"gate-1"}),
        listener_(alarm::BrokerListener::create(
                      broker.address(),
                      AlarmTrust{"", {AlarmKey{key.public_key(), "olle", {}}}, {"olle", {"east"}}},
                      {"gate-1"}, orders_, wakeup_, Clock())
                      .value()),
        thread_(start_thread("mqtt", [this](const std::stop_token& stop) { listener_->run(stop); })) {
    listener_->tell(desk_.to_json());
  }

  /// What the main loop would do.
  void turn() {
    auto orders = orders_.take_all();
    if (orders.empty())
      return;
    std::vector<std::shared_ptr<http::Exchange>> answers;
    for (alarm::Order& each : orders) {
      answers.push_back(std::make_shared<http::Exchange>(bell_));
      each.responder = http::Responder(answers.back());
    }
    desk_.take(std::move(orders));
    for (const auto& each : answers)
      statuses_.push_back(each->take().value().status);
    AlarmPresented presented;
    for (const Incident& each : desk_.state().active)
      presented.incidents.push_back(each.id);
    desk_.presented(presented);
    listener_->tell(desk_.to_json());
  }
  bool shows(const std::string& id) const {
    const auto& active = desk_.state().active;
    return std::any_of(active.begin(), active.end(),
                       [&](const Incident& each) { return each.id.value == id; });
  }
  bool is_quiet() const { return desk_.state().quiet(); }
  const std::vector<int>& statuses() const { return statuses_; }
  const alarm::BrokerListener& listener() const { return *listener_; }

 private:
  TempFolder folder_;
  alarm::Orders orders_;
  Wakeup wakeup_ = Wakeup::create().value();
  std::shared_ptr<http::AnswerBell> bell_ = std::make_shared<http::AnswerBell>(Wakeup::create().value());
  alarm::Desk desk_;
  std::vector<int> statuses_;
  std::unique_ptr<alarm::BrokerListener> listener_;
  std::jthread thread_;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a notice reaches the desk, and what is on the glass goes back") {
  const Broker broker;
  const auto key = SigningKey::make();
  KioskSide kiosk(broker, key);
  MqttPeer bridge(broker, "bridge", {"madang/olle/screens/+/alarm"});
  const auto together = [&](const auto& holds) {
    return eventually([&] {
      bridge.turn();
      kiosk.turn();
      return holds();
    });
  };
  bridge.keep(k_site_topic, signed_by(key, notice(1, {"f-1"})));
  REQUIRE(together([&] { return kiosk.shows("f-1"); }));
  REQUIRE(together([&] { return has(bridge.heard(k_gate_topic), "\"on_glass\":[\"f-1\"]"); }));
  const std::string state = bridge.heard(k_gate_topic);
  CHECK(has(state, "\"screen\":\"gate-1\""));
  CHECK(has(state, "\"online\":true"));
  CHECK(has(state, "\"written\":true"));
  CHECK(has(state, "\"epochs\":{\"bridge-1/\":5}"));
  CHECK(has(state, "\"sources\":{\"bridge-1/\":1}"));

  AlarmNotice east = notice(2, {"f-2"});
  east.zone = "east";
  bridge.keep(alarm::notice_topic("olle", "east"), signed_by(key, east));
  REQUIRE(together([&] { return kiosk.shows("f-2"); }));
  bridge.keep(k_site_topic, signed_by(key, notice(3, {}, {"f-1", "f-2"})));
  REQUIRE(together([&] { return has(bridge.heard(k_gate_topic), "\"on_glass\":[]"); }));
  CHECK(kiosk.is_quiet());
}

TEST_CASE("a kiosk that comes later hears the notice that the broker retained") {
  const Broker broker;
  const auto key = SigningKey::make();
  MqttPeer bridge(broker, "bridge", {k_site_topic});
  bridge.keep(k_site_topic, signed_by(key, notice(1, {"f-1"})));
  REQUIRE(eventually([&] {
    bridge.turn();
    return !bridge.heard(k_site_topic).empty();
  }));
  KioskSide kiosk(broker, key);
  CHECK(eventually([&] {
    kiosk.turn();
    return kiosk.shows("f-1");
  }));
}

TEST_CASE("a broker that was restored from an old copy raises nothing that is over") {
  Broker broker(Broker::Memory::persistent);
  const auto key = SigningKey::make();
  KioskSide kiosk(broker, key);
  const TempFolder copy;
  {
    MqttPeer bridge(broker, "bridge", {});
    const auto together = [&](const auto& holds) {
      return eventually([&] {
        bridge.turn();
        kiosk.turn();
        return holds();
      });
    };
    bridge.keep(k_site_topic, signed_by(key, notice(1, {"f-1"})));
    REQUIRE(together([&] { return kiosk.shows("f-1"); }));
    broker.stop();
    std::filesystem::copy_file(broker.store(), copy / "then");
    broker.start();
    bridge.keep(k_site_topic, signed_by(key, notice(2, {}, {"f-1"})));
    REQUIRE(together([&] { return kiosk.is_quiet(); }));
  }
  broker.kill();
  std::filesystem::copy_file(copy / "then", broker.store(),
                             std::filesystem::copy_options::overwrite_existing);
  broker.start();
  REQUIRE(eventually([&] {
    kiosk.turn();
    return !kiosk.statuses().empty() && kiosk.statuses().back() == 409;  // old
  }));
  CHECK(kiosk.is_quiet());
}

TEST_CASE("what is forged, too long or for another market is refused and counted, and delays no good one") {
  const Broker broker;
  const auto key = SigningKey::make();
  KioskSide kiosk(broker, key);
  MqttPeer bridge(broker, "bridge", {});
  AlarmNotice elsewhere = notice(1, {"f-1"});
  elsewhere.site = "dongmun";
  std::string changed = signed_by(key, notice(1, {"f-1"}));
  changed.replace(changed.find("f-1"), 3, "f-2");
  const std::vector<std::string> bad{signed_by(SigningKey::make(), notice(1, {"f-1"})), changed,
                                     signed_by(key, elsewhere),
                                     std::string(alarm::k_most_notice_bytes + 1, '{'), "no notice"};
  std::uint64_t refused = 0;
  for (const std::string& each : bad) {
    bridge.keep(k_site_topic, each);
    ++refused;
    CHECK(eventually([&] {
      bridge.turn();
      kiosk.turn();
      return kiosk.listener().refused() == refused;
    }));
  }
  CHECK(kiosk.is_quiet());
  CHECK(kiosk.statuses().empty());
  bridge.keep(k_site_topic, signed_by(key, notice(1, {"f-3"})));
  CHECK(eventually([&] {
    bridge.turn();
    kiosk.turn();
    return kiosk.shows("f-3");
  }));
}

TEST_CASE("when the broker was killed and is back, so are the listener and its state") {
  Broker broker;
  const auto key = SigningKey::make();
  KioskSide kiosk(broker, key);
  MqttPeer bridge(broker, "bridge", {});
  const auto together = [&](const auto& holds) {
    return eventually([&] {
      bridge.turn();
      kiosk.turn();
      return holds();
    });
  };
  bridge.keep(k_site_topic, signed_by(key, notice(1, {"f-1"})));
  REQUIRE(together([&] { return kiosk.shows("f-1"); }));
  broker.kill();
  REQUIRE(together([&] { return !kiosk.listener().linked() && !bridge.linked(); }));
  CHECK(kiosk.shows("f-1"));
  broker.start();
  MqttPeer watcher(broker, "watcher", {k_gate_topic});
  REQUIRE(together([&] {
    watcher.turn();
    return has(watcher.heard(k_gate_topic), "\"on_glass\":[\"f-1\"]");
  }));
  bridge.keep(k_site_topic, signed_by(key, notice(2, {}, {"f-1"})));
  CHECK(together([&] { return kiosk.is_quiet(); }));
}

TEST_CASE(
    "names that would be another topic, and trust without a key or a site, are refused before the start") {
  alarm::Orders orders;
  const auto wakeup = Wakeup::create().value();
  const AlarmKey key{SigningKey::make().public_key(), "olle", {}};
  const auto broker = alarm::parse_broker("mqtt://127.0.0.1:1").value();
  const auto make = [&](const AlarmTrust& trust, const std::string& screen) {
    return alarm::BrokerListener::create(broker, trust, {screen}, orders, wakeup, Clock()).has_value();
  };
  CHECK(make({"", {key}, {"olle", {"east"}}}, "gate-1"));
  CHECK_FALSE(make({"", {}, {"olle", {}}}, "gate-1"));
  CHECK_FALSE(make({"", {key}, {"", {}}}, "gate-1"));
  CHECK_FALSE(make({"", {key}, {"olle/x", {}}}, "gate-1"));
  CHECK_FALSE(make({"", {key}, {"olle", {"#"}}}, "gate-1"));
  CHECK_FALSE(make({"", {key}, {"olle", {}}}, "+"));
}

TEST_CASE("a real kiosk shows what a broker tells, and when it dies the broker tells that") {
  const Broker broker;
  const auto key = SigningKey::make();
  const TempFolder folder;
  const auto keys = folder.write("alarm-keys.json", alarm::encode({{key.public_key(), "olle", {}}}));
  Kiosk kiosk(folder, "");
  kiosk.settings =
      "alarm-keys = \"" + keys.string() + "\"\nalarm-broker = \"" + broker.url() + "\"\nsite = \"olle\"\n";
  kiosk.start();
  const FakePlayer player(kiosk.socket());
  MqttPeer bridge(broker, "bridge", {k_gate_topic});
  const auto hears = [&](const std::string& part) {
    return eventually([&] {
      bridge.turn();
      return has(bridge.heard(k_gate_topic), part);
    });
  };
  bridge.keep(k_site_topic, signed_by(key, notice(1, {"f-1"})));
  CHECK(hears("\"on_glass\":[\"f-1\"]"));
  CHECK(player.alarms() == std::vector<IncidentId>{{"f-1"}});
  kiosk.kill();
  CHECK(hears("{\"online\":false,\"screen\":\"gate-1\"}"));
  kiosk.start();
  CHECK(hears("\"online\":true"));
  CHECK(kiosk.process().stop() == 0);
  CHECK(hears("\"online\":false"));
}

}  // namespace
}  // namespace madang::test
