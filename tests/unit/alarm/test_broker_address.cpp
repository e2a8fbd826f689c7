// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/mqtt.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"

namespace madang::alarm {
namespace {

TEST_CASE("a broker is named by a URL, and its port goes without saying") {
  struct Row {
    const char* url;
    const char* host;
    int port;
    bool tls;
  };
  for (const Row& row :
       {Row{"mqtt://10.0.0.2", "10.0.0.2", 1883, false},
        Row{"mqtt://broker.local:1884/", "broker.local", 1884, false},
        Row{"mqtts://broker.local", "broker.local", 8883, true},
        Row{"mqtts://[fd00::2]:99", "fd00::2", 99, true}, Row{"mqtt://[::1]", "::1", 1883, false}}) {
    INFO(row.url);
    const auto broker = parse_broker(row.url);
    REQUIRE(broker);
    CHECK(broker->host == row.host);
    CHECK(broker->port == row.port);
    CHECK(broker->tls == row.tls);
  }
  CHECK(to_url(parse_broker("mqtts://[fd00::2]").value()) == "mqtts://[fd00::2]:8883");
}

TEST_CASE("what is no broker's URL says how one is written") {
  for (const char* url : {"", "10.0.0.2", "http://10.0.0.2", "mqtt://", "mqtt://:1883",
                          "mqtt://a:", "mqtt://a:0", "mqtt://a:65536", "mqtt://a:18x", "mqtt://user@a",
                          "mqtt://a/path", "mqtt://[::1", "mqtt://[::1]x", "mqtt://fd00::2", "mqtt://a b"}) {
    INFO(url);
    const auto broker = parse_broker(url);
    REQUIRE_FALSE(broker);
    CHECK(broker.error().kind == ErrorKind::invalid);
  }
}

TEST_CASE("a login is two lines of a file") {
  const test::TempFolder folder;
  MqttBroker broker;
  REQUIRE(read_login(folder.write("login", "gate-1\r\na word: 비밀\r\n"), broker));
  CHECK(broker.user == "gate-1");
  CHECK(broker.password == "a word: 비밀");
  REQUIRE(read_login(folder.write("login", "gate-2"), broker));
  CHECK(broker.user == "gate-2");
  CHECK(broker.password.empty());
  CHECK(read_login(folder.write("login", "\nword\n"), broker).error().kind == ErrorKind::invalid);
  CHECK(read_login(folder / "other", broker).error().kind == ErrorKind::not_found);
}

TEST_CASE("a client without a topic that can be one is not made") {
  const auto now = std::chrono::steady_clock::now();
  const auto broker = parse_broker("mqtt://127.0.0.1:1").value();
  CHECK(MqttClient::create({broker, "a", {"madang/+/alarm"}, {"madang/will", "x"}}, {}, now));
  CHECK_FALSE(MqttClient::create({broker, "a", {"madang/a+/alarm"}, {}}, {}, now));
  CHECK_FALSE(MqttClient::create({broker, "a", {}, {"madang/#", "x"}}, {}, now));
  auto tls = broker;
  tls.tls = true;
  tls.authorities = "/nowhere/ca.pem";
  CHECK_FALSE(MqttClient::create({tls, "a", {}, {}}, {}, now));
}

}  // namespace
}  // namespace madang::alarm
