// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/mqtt.h"

#include "tests/support/broker.h"
#include "tests/support/catch.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;

/// Both have their turns until it holds.
bool together(MqttPeer& one, MqttPeer& other, const std::function<bool()>& holds) {
  return eventually([&] {
    one.turn();
    other.turn();
    return holds();
  });
}

TEST_CASE("a value is heard when it is said, and by whoever comes later as what it was") {
  const Broker broker;
  MqttPeer speaker(broker, "speaker", {});
  MqttPeer hearer(broker, "hearer", {"a/+"});
  speaker.keep("a/b", "one");
  REQUIRE(together(speaker, hearer, [&] { return hearer.heard("a/b") == "one"; }));
  speaker.keep("a/b", "two");
  REQUIRE(together(speaker, hearer, [&] { return hearer.heard("a/b") == "two"; }));
  CHECK_FALSE(hearer.was_retained("a/b"));

  MqttPeer later(broker, "later", {"a/#"});
  REQUIRE(together(speaker, later, [&] { return !later.heard("a/b").empty(); }));
  CHECK(later.heard("a/b") == "two");
  CHECK(later.was_retained("a/b"));
}

TEST_CASE("a broker that was killed and has forgotten everything is told again") {
  Broker broker;
  MqttPeer speaker(broker, "speaker", {});
  MqttPeer hearer(broker, "hearer", {"a/b"});
  speaker.keep("a/b", "one");
  REQUIRE(together(speaker, hearer, [&] { return hearer.heard("a/b") == "one"; }));
  broker.kill();
  REQUIRE(together(speaker, hearer, [&] { return !speaker.linked() && !hearer.linked(); }));
  REQUIRE(speaker.trouble());
  CHECK(speaker.trouble()->kind == ErrorKind::unavailable);
  speaker.keep("a/b", "two");
  broker.start();
  REQUIRE(together(speaker, hearer, [&] { return hearer.heard("a/b") == "two"; }));
  CHECK_FALSE(speaker.trouble());
}

TEST_CASE("of many values said while nobody listens the last of each topic is sent, and all of them are") {
  Broker broker;
  broker.kill();
  MqttPeer speaker(broker, "speaker", {});
  MqttPeer hearer(broker, "hearer", {"a/#"});
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 300; ++i)
      speaker.keep("a/" + std::to_string(i), std::to_string(round));
  }
  broker.start();
  const auto count = [&] {
    int got = 0;
    for (int i = 0; i < 300; ++i)
      got += hearer.heard("a/" + std::to_string(i)) == "2" ? 1 : 0;
    return got;
  };
  CHECK(together(speaker, hearer, [&] { return count() == 300; }));
}

TEST_CASE("a user is let in with the right password, and told with a wrong one") {
  const TempFolder folder;
  const std::string passwords = folder / "passwords";
  REQUIRE(run_to_end({"/usr/bin/mosquitto_passwd", "-b", "-c", passwords, "gate-1", "right"}).code == 0);
  const Broker broker(Broker::Memory::none, "allow_anonymous false\npassword_file " + passwords + "\n");
  const auto bell = Wakeup::create().value();
  for (const auto* password : {"right", "wrong"}) {
    auto address = broker.address();
    address.user = "gate-1";
    address.password = password;
    auto client =
        alarm::MqttClient::create({address, "gate-1", {"a"}, {}}, {}, std::chrono::steady_clock::now())
            .value();
    const auto turn = [&] { client.work(bell, std::chrono::steady_clock::now()); };
    CHECK(eventually([&] {
      turn();
      return client.linked() || client.trouble();
    }));
    CHECK(client.linked() == (password == std::string("right")));
    if (client.trouble())
      CHECK(client.trouble()->kind == ErrorKind::refused);
  }
}

TEST_CASE("over TLS a broker is believed that the right authority vouches for, and no other") {
  const TempFolder folder;
  const auto make = [&](const std::string& name) {
    return run_to_end({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                       "-subj", "/CN=" + name, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                       (folder / (name + ".key")).string(), "-out", (folder / (name + ".pem")).string()})
               .code == 0;
  };
  REQUIRE(make("good"));
  REQUIRE(make("other"));
  const Broker broker(Broker::Memory::none, "certfile " + (folder / "good.pem").string() + "\nkeyfile " +
                                                (folder / "good.key").string() + "\n");
  const auto bell = Wakeup::create().value();
  for (const std::string name : {"good", "other"}) {
    auto address = broker.address();
    address.tls = true;
    address.authorities = folder / (name + ".pem");
    std::string heard;
    auto client =
        alarm::MqttClient::create(
            {address, name, {"a"}, {}}, [&](const alarm::MqttMessage& message) { heard = message.payload; },
            std::chrono::steady_clock::now())
            .value();
    client.keep("a", std::string(200'000, 'x').substr(0, 60'000));
    CHECK(eventually([&] {
      client.work(bell, std::chrono::steady_clock::now());
      return heard.size() == 60'000 || client.trouble();
    }));
    CHECK(client.linked() == (name == "good"));
  }
}

}  // namespace
}  // namespace madang::test
