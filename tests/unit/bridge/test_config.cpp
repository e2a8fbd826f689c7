// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/config.h"

#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;

const std::string k_head = "kind: alarm-bridge\nversion: 1\nsite: olle-market\nkey: k.pem\nsecret: s\n";
const std::string k_screens = "screens: [ { id: a, url: \"http://a\" } ]\n";

Result<Config> load(const std::string& text) {
  const test::TempFolder folder;
  return load_config(folder.write("bridge.yaml", text));
}

TEST_CASE("the example says what it says") {
  const auto loaded = load_config(MADANG_SOURCE_DIR "/examples/alarm-bridge.yaml");
  CAPTURE(loaded ? "" : loaded.error().message.en);
  REQUIRE(loaded);
  const Config& config = *loaded;
  CHECK(config.name.site == "olle-market");
  CHECK(config.name.source == "bridge-1");
  CHECK(config.key == MADANG_SOURCE_DIR "/examples/bridge-1.pem");
  CHECK(config.state == "/var/lib/madang-alarm-bridge");
  CHECK(config.listen == http::Endpoint{"0.0.0.0", 8660});
  CHECK(config.place.point);
  REQUIRE(config.screens.size() == 2);
  CHECK(config.screens[0].zones == std::vector<std::string>{"east"});
  CHECK(config.screens[1].zones == std::vector<std::string>{"east", "food-court"});
  CHECK(config.broker.value().url == "mqtt://10.0.0.2:1883");
  REQUIRE(config.panels.value().accounts.size() == 2);
  CHECK(config.panels->accounts[0].key.size() == 16);
  CHECK(config.panels->accounts[0].supervision == 90s);
  CHECK(config.panels->accounts[1].timestamps == TimestampCheck::never);
  REQUIRE(config.modbus.size() == 1);
  CHECK(config.modbus[0].points[0].contact.wiring == Wiring::normally_closed);
  CHECK(config.modbus[0].points[1].contact.subject == PanelSubject::call_point);
  CHECK(config.modbus[0].heartbeat.value().table == ModbusTable::coils);
  REQUIRE(config.gpio.size() == 1);
  CHECK(config.gpio[0].lines[0].offset == 17);
  CHECK(config.zones == std::set<std::string>{"east", "food-court"});
  CHECK(config.plan.zone_of("1234", "5") == "east");
  CHECK(config.plan.zone_of("1234", "7") == "food-court");
  CHECK(config.plan.zone_of("io-1", "kitchen") == "food-court");
  CHECK(config.plan.zone_of("board", "main-panel").empty());
  CHECK(config.plan.place_of("1234", "5") == "block-a");
  CHECK(config.plan.place_of("1234", "7") == "block-b");
  CHECK(config.plan.place_of("io-1", "kitchen") == "block-b");
  CHECK(config.plan.place_of("board", "main-panel").empty());
}

TEST_CASE("little is needed") {
  const Config config = load(k_head + k_screens).value();
  CHECK(config.listen == http::Endpoint{"127.0.0.1", 8660});
  CHECK(config.name.source == "alarm-bridge");
  CHECK_FALSE(config.panels);
}

TEST_CASE("a panel's zones are meant as it tells them, without leading zeros") {
  const Config config =
      load(k_head + k_screens +
           "panels: { accounts: [ { name: \"12\", zones: { \"007\": east, \"000\": west } } ] }\n")
          .value();
  CHECK(config.plan.zone_of("12", "7") == "east");
  CHECK(config.plan.zone_of("12", "0") == "west");
}

TEST_CASE("what burns is said by contact, by bit and by zone of a panel, or for all of an input") {
  const Config config =
      load(k_head + k_screens +
           "panels: { accounts: [ { name: \"12\", place: block-a, places: { \"007\": 나동 } } ] }\n"
           "modbus: [ { name: io, host: a, place: block-c, points: [ { name: x, input: 0, place: block-d }, "
           "{ name: y, input: 1 } ] } ]\n"
           "gpio: [ { name: board, lines: [ { name: z, line: 1, place: block-e }, { name: w, line: 2 } ] } "
           "]\n")
          .value();
  CHECK(config.plan.place_of("12", "7") == "나동");
  CHECK(config.plan.place_of("12", "8") == "block-a");
  CHECK(config.plan.place_of("io", "x") == "block-d");
  CHECK(config.plan.place_of("io", "y") == "block-c");
  CHECK(config.plan.place_of("board", "z") == "block-e");
  CHECK(config.plan.place_of("board", "w").empty());
  CHECK(config.zones.empty());  // a place is no zone
}

TEST_CASE("what is wrong is told at its line, in both languages") {
  struct Row {
    std::string text;
    const char* place;
    const char* says;
  };
  const Row row = GENERATE(
      Row{"kind: site\nversion: 1\n", ":1:7:", "alarm-bridge"}, Row{k_head, ":1:1:", "no road to any screen"},
      Row{"kind: alarm-bridge\nversion: 1\nsite: a\nkey: k\n" + k_screens, ":1:1:", "secret"},
      Row{k_head + k_screens + "sites: 1\n", ":7:1:", "'sites' is not a known key"},
      Row{k_head + k_screens + "listen: market\n", ":7:9:", "market"},
      Row{k_head + k_screens + "point: here\n", ":7:8:", "33.512,126.528"},
      Row{k_head + k_screens + "geocode: \"12\"\n", ":7:10:", "5011000000"},
      Row{k_head + "screens:\n  - id: a\n    url: ftp://a\n", ":8:10:", "http://"},
      Row{k_head + "screens:\n  - { id: a, url: \"http://a\" }\n  - { id: a, url: \"http://b\" }\n",
          ":8:11:", "written twice"},
      Row{k_head + "broker: { url: \"http://a\" }\n", ":6:16:", "mqtt://"},
      Row{k_head + k_screens + "panels:\n  accounts:\n    - name: \"1\"\n      key: short\n", ":9:7:", "16"},
      Row{k_head + k_screens + "panels:\n  accounts:\n    - name: \"1\"\n      place: block b\n",
          ":10:14:", "block-b"},
      Row{k_head + k_screens + "panels:\n  accounts:\n    - name: \"1\"\n      places: block-b\n",
          ":10:15:", "'\"5\": block-b'"},
      Row{k_head + k_screens + "modbus:\n  - name: io\n    host: a\n    points:\n      - name: p\n",
          ":11:9:", "which bit"},
      Row{k_head + k_screens +
              "modbus:\n  - name: io\n    host: a\n    points:\n      - { name: p, coil: 70000 }\n",
          ":11:26:", "65535"},
      Row{k_head + k_screens + "gpio:\n  - name: io\n    lines:\n      - { name: p }\n", ":10:9:", "line"},
      Row{k_head + k_screens +
              "gpio:\n  - { name: x, lines: [ { name: p, line: 1 } ] }\n  - { name: x, lines: [ { name: p, "
              "line: 2 } ] }\n",
          ":9:13:", "written twice"});
  CAPTURE(row.text);
  const auto loaded = load(row.text);
  REQUIRE_FALSE(loaded);
  CAPTURE(loaded.error().message.en, loaded.error().message.ko);
  CHECK(loaded.error().kind == ErrorKind::invalid);
  CHECK(loaded.error().message.en.find(row.place) != std::string::npos);
  CHECK(loaded.error().message.en.find(row.says) != std::string::npos);
  CHECK(loaded.error().message.ko.find(row.place) != std::string::npos);
  CHECK(loaded.error().message.ko.find("오류") != std::string::npos);
}

TEST_CASE("every problem of a file is told at once") {
  const auto loaded = load("kind: alarm-bridge\nversion: 1\nlisten: x\npoint: y\n");
  REQUIRE_FALSE(loaded);
  for (const char* each : {"site", "key", "secret", ":3:9:", ":4:8:", "no road"})
    CHECK(loaded.error().message.en.find(each) != std::string::npos);
}

}  // namespace
}  // namespace madang::bridge
