// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/select.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/integration/bridge/panel.h"
#include "tests/integration/bridge/running_bridge.h"
#include "tests/support/broker.h"
#include "tests/support/catch.h"
#include "tests/support/http_client.h"
#include "tests/support/kiosk.h"
#include "tests/support/modbus_server.h"

namespace madang::test {
namespace {

using Json = nlohmann::json;

const std::string k_nobody = "127.0.0.1:1";  // a port where nobody listens

/// GET /alarm, of a kiosk or a bridge.
Json state_at(const std::string& url) {
  const Json json = Json::parse(http(url + "/alarm").body, nullptr, false);
  return json.is_object() ? json : Json::object();
}

bool is_on(const std::string& url, const std::string& incident) {
  const Json state = state_at(url);
  const Json active = state.value("active", Json::array());
  return std::any_of(active.begin(), active.end(),
                     [&](const Json& each) { return each.value("incident", "") == incident; });
}

/// It says so, and that nothing is on.
bool is_quiet(const std::string& url) {
  const Json state = state_at(url);
  return state.contains("active") && state["active"].empty();
}

bool has_problem(const std::string& url, const std::string& part) {
  for (const Json& each : state_at(url).value("problems", Json::array())) {
    if (each.value("en", "").find(part) != std::string::npos)
      return true;
  }
  return false;
}

/// What the bridge knows of the kiosk by one road: `received`...
std::string news_of_kiosk(const RunningBridge& bridge, const std::string& road) {
  for (const Json& each : state_at(bridge.url()).value("screens", Json::array())) {
    if (each.value("screen", "") == "gate-1" && each["roads"].contains(road))
      return each["roads"][road].value("what", "");
  }
  return "";
}

/// What burns in that incident, as GET /alarm has it.
std::string place_at(const std::string& url, const std::string& incident) {
  for (const Json& each : state_at(url).value("active", Json::array())) {
    if (each.value("incident", "") == incident)
      return each.value("place", "");
  }
  return "";
}

std::string screen_at(const std::string& url) {
  return "screens: [ { id: gate-1, url: \"" + url + "\" } ]\n";
}

/// A bridge, and a kiosk that believes it. Neither is started.
struct Market {
  TempFolder folder;
  RunningBridge bridge{folder};
  Kiosk kiosk{folder, ""};
  Market() { kiosk.settings = bridge.kiosk_settings(); }

  void start() {
    kiosk.start();
    bridge.settings += screen_at(kiosk.alarm_url());
    bridge.start();
  }
  bool kiosk_has(const std::string& incident) {
    return eventually([&] { return is_on(kiosk.alarm_url(), incident); });
  }
};

TEST_CASE("a panel's fire is acknowledged, is on at the kiosk, and outlives a bridge killed right then") {
  Market market;
  RunningBridge& bridge = market.bridge;
  market.start();
  const auto epoch = state_at(bridge.url()).value("epoch", std::uint64_t{0});
  Panel panel(bridge.panel_port());
  panel.send(fire_frame(1, 5));
  REQUIRE(panel.hears(ack_frame(1)));
  bridge.kill();  // whether the kiosk has heard of it or not
  bridge.start();
  CHECK(is_on(bridge.url(), "1234.1.5"));
  const auto later = state_at(bridge.url()).value("epoch", std::uint64_t{0});
  CHECK(later > epoch);
  CHECK(eventually([&] {
    return state_at(market.kiosk.alarm_url()).value("/epochs/bridge-1~1"_json_pointer, std::uint64_t{0}) ==
           later;
  }));
  CHECK(is_on(market.kiosk.alarm_url(), "1234.1.5"));
  CHECK(eventually([&] { return news_of_kiosk(bridge, "post") == "received"; }));

  // The same message said again, as by a panel that never heard the answer, raises nothing anew.
  Panel again(bridge.panel_port());
  again.send(fire_frame(1, 5));
  CHECK(again.hears(ack_frame(1)));
  CHECK(state_at(bridge.url())["active"].size() == 1);

  CHECK(bridge.alarm_tool({"clear", "--incident", "1234.1.5", "--by", "desk"}).code == 0);
  CHECK(eventually([&] { return is_quiet(market.kiosk.alarm_url()); }));
  CHECK(is_quiet(bridge.url()));
}

TEST_CASE("a bridge that lost its disk ends no alarm by its silence") {
  Market market;
  market.start();
  Panel panel(market.bridge.panel_port());
  panel.send(fire_frame(1, 5));
  REQUIRE(panel.hears(ack_frame(1)));
  REQUIRE(market.kiosk_has("1234.1.5"));
  market.bridge.kill();
  std::filesystem::remove_all(market.bridge.state());
  market.bridge.start();
  REQUIRE(eventually([&] { return news_of_kiosk(market.bridge, "post") == "received"; }));
  CHECK(is_on(market.kiosk.alarm_url(), "1234.1.5"));
  // Which is told, and cleared all the same.
  CHECK(market.bridge.alarm_tool({"clear", "--incident", "1234.1.5"}).code == 1);
  CHECK(eventually([&] { return is_quiet(market.kiosk.alarm_url()); }));
}

TEST_CASE("a bit of a Modbus device is a fire, and with the device gone it stays one") {
  auto device = std::make_optional<ModbusServer>();
  Market market;
  market.bridge.settings = fmt::format(
      "modbus: [ {{ name: io-1, host: 127.0.0.1, port: {}, supervision: 1s, interval: 20ms, points: [ {{ "
      "name: hall, input: 3 }} ] }} ]\n",
      device->port());
  market.start();
  device->set({bridge::ModbusTable::discrete_inputs, 3}, true);
  CHECK(market.kiosk_has("io-1.hall"));
  CHECK_FALSE(has_problem(market.bridge.url(), "io-1"));
  device.reset();
  CHECK(eventually([&] { return has_problem(market.bridge.url(), "input io-1 is lost"); }));
  CHECK(is_on(market.kiosk.alarm_url(), "io-1.hall"));
  CHECK(market.bridge.process().stop() == 0);
}

TEST_CASE("the kiosk learns what burns from a panel's zone, a contact and staff, by either road") {
  const Broker broker;
  ModbusServer device;
  Market market;
  const bool by_post = GENERATE(true, false);
  CAPTURE(by_post);
  market.bridge.account = "place: block-a, places: { \"007\": 나동 }";
  market.bridge.settings = fmt::format(
      "modbus: [ {{ name: io-1, host: 127.0.0.1, port: {}, interval: 20ms, points: [ {{ name: hall, input: "
      "3, "
      "place: block-c }} ] }} ]\n",
      device.port());
  if (!by_post) {
    market.kiosk.settings += "alarm-broker = \"" + broker.url() + "\"\n";
    market.bridge.settings += "broker: { url: \"" + broker.url() + "\" }\n";
  }
  market.kiosk.start();
  market.bridge.settings += screen_at(by_post ? market.kiosk.alarm_url() : "http://" + k_nobody);
  market.bridge.start();
  const std::string kiosk = market.kiosk.alarm_url();
  Panel panel(market.bridge.panel_port());
  panel.send(fire_frame(1, 5));
  REQUIRE(panel.hears(ack_frame(1)));
  Panel other(market.bridge.panel_port());
  other.send(fire_frame(2, 7));
  REQUIRE(other.hears(ack_frame(2)));
  device.set({bridge::ModbusTable::discrete_inputs, 3}, true);
  CHECK(eventually([&] { return place_at(kiosk, "1234.1.5") == "block-a"; }));
  CHECK(eventually([&] { return place_at(kiosk, "1234.1.7") == "나동"; }));
  CHECK(eventually([&] { return place_at(kiosk, "io-1.hall") == "block-c"; }));

  CHECK(market.bridge.alarm_tool({"raise", "--incident", "1234.1.5", "--place", "block-b"}).code == 0);
  CHECK(eventually([&] { return place_at(kiosk, "1234.1.5") == "block-b"; }));
  market.kiosk.kill();
  market.bridge.kill();
  market.kiosk.start();  // alone: from its own journal
  CHECK(place_at(kiosk, "1234.1.5") == "block-b");
  market.bridge.start();
  CHECK(place_at(market.bridge.url(), "1234.1.7") == "나동");
  const auto status =
      run_to_end({program("madang").string(), "alarm", "status", "--url", kiosk}, {{{"LC_ALL", "C"}}, {}});
  CHECK(status.output.find("나동") != std::string::npos);
  const auto wrong = market.bridge.alarm_tool({"drill", "--place", "block b"});
  CHECK(wrong.code != 0);
  CHECK(wrong.errors.find("\"place\"") != std::string::npos);
}

TEST_CASE("with nobody at the other end of the posts, the kiosk hears by the broker") {
  const Broker broker;
  Market market;
  market.kiosk.settings += "alarm-broker = \"" + broker.url() + "\"\n";
  market.kiosk.start();
  market.bridge.settings = screen_at("http://" + k_nobody) + "broker: { url: \"" + broker.url() + "\" }\n";
  market.bridge.start();
  Panel panel(market.bridge.panel_port());
  panel.send(fire_frame(1, 5));
  CHECK(panel.hears(ack_frame(1)));
  CHECK(market.kiosk_has("1234.1.5"));
  CHECK(eventually([&] { return news_of_kiosk(market.bridge, "mqtt") == "received"; }));
  CHECK(market.bridge.process().stop() == 0);
}

TEST_CASE("with nobody at the broker's place, the kiosk hears by post") {
  Market market;
  market.bridge.settings = "broker: { url: \"mqtt://" + k_nobody + "\" }\n";
  market.start();
  Panel panel(market.bridge.panel_port());
  panel.send(fire_frame(1, 5));
  CHECK(panel.hears(ack_frame(1)));
  CHECK(market.kiosk_has("1234.1.5"));
  CHECK(eventually([&] { return news_of_kiosk(market.bridge, "post") == "received"; }));
  CHECK(market.bridge.process().stop() == 0);
}

TEST_CASE("staff raise and clear at the bridge, and are told when a screen has changed") {
  Market market;
  market.start();
  const FakePlayer player(market.kiosk.socket());
  const auto raised = market.bridge.alarm_tool({"drill", "--incident", "d-1", "--wait"});
  CAPTURE(raised.errors);
  CHECK(raised.code == 0);
  CHECK(raised.output.find("displayed, ") != std::string::npos);
  CHECK(player.alarms() == std::vector<IncidentId>{{"d-1"}});
  CHECK(market.bridge.alarm_tool({"clear", "--all", "--wait"}).code == 0);
  CHECK(player.alarms().empty());
}

TEST_CASE(
    "with a full disk the kiosk hears, the panel is left to repeat, and it is told until there is room") {
  Market market;
  market.start();
  const pid_t pid = market.bridge.process().pid();
  rlimit before{};
  REQUIRE(::prlimit(pid, RLIMIT_FSIZE, nullptr, &before) == 0);
  const rlimit full{0, before.rlim_max};
  REQUIRE(::prlimit(pid, RLIMIT_FSIZE, &full, nullptr) == 0);

  Panel panel(market.bridge.panel_port());
  panel.send(fire_frame(1, 5));
  CHECK(market.kiosk_has("1234.1.5"));
  CHECK(eventually([&] { return has_problem(market.bridge.url(), "alarm state not on disk"); }));
  CHECK(panel.hears_nothing());
  panel.send(fire_frame(1, 5));
  CHECK(market.bridge.alarm_tool({"raise", "--incident", "f-2"}).code == 3);
  CHECK(market.kiosk_has("f-2"));
  CHECK(panel.hears_nothing());

  REQUIRE(::prlimit(pid, RLIMIT_FSIZE, &before, nullptr) == 0);
  panel.send(fire_frame(1, 5));
  CHECK(panel.hears(ack_frame(1)));
  CHECK_FALSE(has_problem(market.bridge.url(), "not on disk"));
  market.bridge.kill();
  market.bridge.start();
  CHECK(is_on(market.bridge.url(), "1234.1.5"));
  CHECK(is_on(market.bridge.url(), "f-2"));
}

TEST_CASE("connections to screens leave the descriptors that select() can wait for to those who need them") {
  Market market;
  market.start();
  REQUIRE(eventually([&] { return news_of_kiosk(market.bridge, "post") == "received"; }));
  int highest = 0;
  const auto descriptors = fmt::format("/proc/{}/fd", market.bridge.process().pid());
  for (const auto& each : std::filesystem::directory_iterator(descriptors))
    highest = std::max(highest, std::stoi(each.path().filename()));
  CHECK(highest >= FD_SETSIZE);
}

TEST_CASE("what is missing at the start is told, keeps no alarm from its way, and SIGTERM ends it well") {
  Market market;
  market.folder.write("bridge/state/bridge.json", "{ not what it was");
  market.bridge.settings =
      "broker: { url: \"mqtt://" + k_nobody +
      "\" }\n"
      "modbus: [ { name: io-1, host: 127.0.0.1, port: 1, points: [ { name: a, input: 0 } ] } ]\n"
      "gpio: [ { name: board, chip: /dev/no-such-chip, lines: [ { name: b, line: 1 } ] } ]\n";
  market.start();
  const std::string url = market.bridge.url();
  CHECK(has_problem(url, "the file of the alarm state"));
  CHECK(eventually([&] { return has_problem(url, "cannot read the Modbus device io-1"); }));
  CHECK(eventually([&] { return has_problem(url, "cannot read the contacts of /dev/no-such-chip"); }));
  const auto status =
      run_to_end({program("madang").string(), "--lang", "ko", "alarm", "status", "--url", url});
  CHECK(status.code == 1);
  CHECK(status.output.find("  접점 /dev/no-such-chip") != std::string::npos);
  Panel panel(market.bridge.panel_port());
  panel.send(fire_frame(1, 5));
  CHECK(panel.hears(ack_frame(1)));
  CHECK(market.kiosk_has("1234.1.5"));
  CHECK(market.bridge.process().stop() == 0);
}

TEST_CASE(
    "a wrong configuration ends it with 2 before anything is sent, and all of it is told in both languages") {
  TempFolder folder;
  RunningBridge bridge(folder);
  bridge.settings = "screens: [ { id: gate-1, url: nowhere } ]\nbroker: { url: \"mqtt://x\", logn: y }\n";
  const auto said = [&](const char* language) {
    return run_to_end(bridge.command(), {{{"LC_ALL", language}}, {}});
  };
  auto korean = said("ko_KR.UTF-8");
  CHECK(korean.code == 2);
  CHECK(korean.errors.find("설정 파일이 잘못되었습니다") != std::string::npos);
  CHECK(korean.errors.find("nowhere") != std::string::npos);
  CHECK(korean.errors.find("logn") != std::string::npos);
  auto english = said("C");
  CHECK(english.code == 2);
  CHECK(english.errors.find("the configuration is wrong") != std::string::npos);

  // What it names is looked at as well, each of it.
  bridge.settings = screen_at("http://" + k_nobody);
  std::filesystem::remove(folder / "bridge/bridge-1.pem");
  folder.write("bridge/alarm.secret", "short\n");
  korean = said("ko_KR.UTF-8");
  CHECK(korean.code == 2);
  CHECK(korean.errors.find("bridge-1.pem' 열쇠가 없습니다") != std::string::npos);
  CHECK(korean.errors.find("alarm.secret") != std::string::npos);
  english = said("C");
  CHECK(english.code == 2);
  CHECK(english.errors.find("there is no key '") != std::string::npos);
  CHECK(english.errors.find("alarm.secret") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(bridge.state()));
  CHECK(run_to_end({program("madang-alarm-bridge").string()}).code == 2);
}

}  // namespace
}  // namespace madang::test
