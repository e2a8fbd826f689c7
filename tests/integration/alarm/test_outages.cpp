// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include <fstream>

#include "tests/integration/alarm/alarm_door.h"
#include "tests/integration/alarm/isolation.h"
#include "tests/integration/bridge/panel.h"
#include "tests/support/catch.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;

/// What the player was last told.
Names told(const FakePlayer& player) {
  Names names;
  for (const IncidentId& each : player.alarms())
    names.push_back(each.value);
  return names;
}

/// A name server that hears every question and answers none.
class SilentResolver {
 public:
  /// Everybody's on this machine, where that is a machine of the test's own.
  explicit SilentResolver(const TempFolder& folder)
      : fd_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)),
        everybody_(Mounted::file(
            folder.write("resolv.conf", "nameserver 127.0.0.1\noptions timeout:30 attempts:5\n"),
            "/etc/resolv.conf")) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(53);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  }

  /// Somebody has asked for a name that has this label.
  bool was_asked_for(const std::string& label) {
    return eventually([&] {
      char question[512];
      for (ssize_t got = 0; (got = ::recv(fd_.get(), question, sizeof question, MSG_DONTWAIT)) > 0;)
        heard_.append(question, static_cast<std::size_t>(got));
      return heard_.find(label) != std::string::npos;
    });
  }

 private:
  UniqueFd fd_;
  Mounted everybody_;
  std::string heard_;
};

/// Takes what is left of a file system, until it is let go.
class Filler {
 public:
  explicit Filler(const std::filesystem::path& folder) : file_(folder / "filler") {
    std::ofstream out(file_, std::ios::binary);
    const std::string block(1024, 'x');
    while (out.write(block.data(), 1024) && out.flush()) {
    }
  }
  void let_go() const { std::filesystem::remove(file_); }

 private:
  std::filesystem::path file_;
};

bool has_problem(const std::string& url, const std::string& part) {
  for (const auto& each : state_at(url).value("problems", nlohmann::json::array())) {
    if (each.value("en", "").find(part) != std::string::npos)
      return true;
  }
  return false;
}

TEST_CASE("without any network, and with a server whose name nobody knows, an alarm is on the glass") {
  if (!isolated())
    return;
  const TempFolder folder;
  Kiosk kiosk(folder, "http://office.market.example:8640");
  kiosk.start();
  const FakePlayer player(kiosk.socket());
  const std::string raise = raise_command("f-1", 1);
  const auto answer = post_as(kiosk.alarm_url("/alarm?wait=displayed"), raise, sign(raise), "127.0.0.2");
  CHECK(answer.status == 200);
  CHECK(answer.body.find("\"display_ms\":") != std::string::npos);
  CHECK(told(player) == Names{"f-1"});
  kiosk.kill();
  kiosk.start();
  CHECK(active_at(kiosk.alarm_url()) == Names{"f-1"});
  CHECK(post_signed(kiosk.alarm_url(), clear_command("f-1", 2)).status == 200);
  CHECK(active_at(kiosk.alarm_url()).empty());
}

TEST_CASE("the central server dies between two alarms, and neither is any different") {
  const TempFolder folder;
  write_content(folder, "hello");
  REQUIRE(publish(folder).code == 0);
  Office office(folder / "repository");
  office.start();
  Kiosk kiosk(folder, office.url());
  kiosk.start();
  const FakePlayer player(kiosk.socket());
  REQUIRE(eventually([&] { return !player.release().value.empty(); }));
  const auto raise = [&](const std::string& incident, std::uint64_t sequence) {
    const std::string body = raise_command(incident, sequence);
    return post_as(kiosk.alarm_url("/alarm?wait=displayed"), body, sign(body), "127.0.0.2").status;
  };
  CHECK(raise("f-1", 1) == 200);
  office.kill();
  CHECK(raise("f-2", 2) == 200);
  CHECK(told(player) == Names{"f-1", "f-2"});
}

TEST_CASE("a resolver that never answers holds up neither kiosk nor bridge") {
  if (!isolated())
    return;
  const TempFolder folder;
  SilentResolver resolver(folder);
  RunningBridge bridge(folder);
  Kiosk kiosk(folder, "http://office.market.example:8640");
  kiosk.settings = bridge.kiosk_settings() + "alarm-broker = \"mqtt://kiosk-broker.market.example:1883\"\n";
  kiosk.start();
  bridge.settings = "screens: [ { id: gate-1, url: \"" + kiosk.alarm_url() +
                    "\" }, { id: gate-2, url: \"http://other-gate.market.example:8650\" } ]\n"
                    "broker: { url: \"mqtt://bridge-broker.market.example:1883\" }\n";
  bridge.start();
  for (const char* label : {"office", "kiosk-broker", "other-gate", "bridge-broker"}) {
    CAPTURE(label);
    CHECK(resolver.was_asked_for(label));
  }

  // Each of them waits, and an alarm goes all the way.
  const FakePlayer player(kiosk.socket());
  Panel panel(bridge.panel_port());
  panel.send(fire_frame(1, 5));
  CHECK(panel.hears(ack_frame(1)));
  CHECK(eventually([&] { return told(player) == Names{"1234.1.5"}; }));
  CHECK(post_signed(bridge.url(), raise_command("f-2", 1)).status == 200);
  CHECK(eventually([&] { return is_on(kiosk.alarm_url(), "f-2"); }));
  CHECK(post_signed(kiosk.alarm_url(), raise_command("f-3", 1)).status == 200);
  CHECK(is_on(kiosk.alarm_url(), "f-3"));
}

TEST_CASE(
    "with its disk full a kiosk shows an alarm, tells that it is not written down, and writes it later") {
  if (!isolated())
    return;
  const TempFolder folder;
  std::filesystem::create_directory(folder / "state");
  const auto disk = Mounted::memory(folder / "state", 1 << 20);
  Kiosk kiosk(folder, "");
  kiosk.start();
  const std::string url = kiosk.alarm_url();
  REQUIRE(post_signed(url, raise_command("f-1", 1)).status == 200);
  const Filler filler(folder / "state");
  const bool restarted = GENERATE(false, true);
  CAPTURE(restarted);
  if (restarted) {
    kiosk.kill();
    kiosk.start();
    CHECK(active_at(url) == Names{"f-1"});
  }
  const FakePlayer player(kiosk.socket());

  const auto answer = post_signed(url, raise_command("f-2", 2));
  CHECK(answer.status == 503);
  CHECK(answer.body.find("\"written\":false") != std::string::npos);
  CHECK(eventually([&] { return told(player) == Names{"f-1", "f-2"}; }));
  CHECK(has_problem(url, "alarm state not on disk"));
  CHECK(post_signed(url, raise_command("f-2", 2)).status == 503);  // said again, it still is not
  CHECK(active_at(url) == Names{"f-1", "f-2"});

  filler.let_go();
  CHECK(eventually([&] { return !has_problem(url, "alarm state not on disk"); }));
  CHECK(post_signed(url, raise_command("f-2", 2)).status == 200);
  kiosk.kill();
  kiosk.start();
  CHECK(active_at(url) == Names{"f-1", "f-2"});
}

TEST_CASE("with its disk full a bridge passes a panel's fire on, and takes it when there is room") {
  if (!isolated())
    return;
  const TempFolder folder;
  RunningBridge bridge(folder);
  std::filesystem::create_directories(bridge.state());
  const auto disk = Mounted::memory(bridge.state(), 1 << 20);
  Kiosk kiosk(folder, "");
  kiosk.settings = bridge.kiosk_settings();
  kiosk.start();
  bridge.settings = "screens: [ { id: gate-1, url: \"" + kiosk.alarm_url() + "\" } ]\n";
  bridge.start();
  const Filler filler(bridge.state());
  const bool restarted = GENERATE(false, true);
  CAPTURE(restarted);
  if (restarted) {
    bridge.kill();
    bridge.start();
  }
  Panel panel(bridge.panel_port());
  panel.send(fire_frame(1, 5));
  CHECK(eventually([&] { return is_on(kiosk.alarm_url(), "1234.1.5"); }));
  CHECK(eventually([&] { return has_problem(bridge.url(), "alarm state not on disk"); }));
  CHECK(panel.hears_nothing());
  filler.let_go();
  panel.send(fire_frame(1, 5));
  CHECK(panel.hears(ack_frame(1)));
  CHECK_FALSE(has_problem(bridge.url(), "not on disk"));
  bridge.kill();
  bridge.start();
  CHECK(is_on(bridge.url(), "1234.1.5"));
}

}  // namespace
}  // namespace madang::test
