// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/digest.h"
#include "scheduler/alarm/command.h"
#include "scheduler/alarm/guard.h"
#include "tests/support/kiosk.h"
#include "tests/support/catch.h"
#include "tests/support/http_client.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;
using alarm::Command;

Command raise(const std::string& incident, std::uint64_t sequence) {
  return {Command::Action::raise, IncidentId{incident}, "fire", "gateway-1", sequence};
}

int post(const Kiosk& kiosk, const Command& command, const std::string& secret = k_secret) {
  const auto body = alarm::encode(command);
  return http(kiosk.alarm_url("/alarm"),
              {"POST", {"Authorization: " + alarm::authorization(secret, body)}, body})
      .status;
}

/// `madang alarm ...` in English.
Ended alarm_tool(const Kiosk& kiosk, std::vector<std::string> words) {
  std::vector<std::string> command{program("madang").string(), "alarm"};
  command.insert(command.end(), words.begin(), words.end());
  command.insert(command.end(), {"--url", kiosk.alarm_url()});
  if (words.front() != "status")
    command.insert(command.end(), {"--secret-file", kiosk.secret_file()});
  return run_to_end(command, {{{"LC_ALL", "C"}}, {}});
}

TEST_CASE("an alarm needs no office, reaches the glass, and survives a power cut until it is cleared") {
  TempFolder folder;
  Kiosk kiosk(folder, "http://127.0.0.1:1");
  kiosk.start();
  std::optional<FakePlayer> player(std::in_place, kiosk.socket());

  CHECK(post(kiosk, raise("f-1", 1), "a wrong secret, quite") == 401);
  CHECK(player->alarms().empty());
  CHECK(post(kiosk, raise("f-1", 1)) == 200);
  REQUIRE(eventually([&] { return player->alarms().size() == 1; }));
  CHECK(post(kiosk, raise("f-1", 1)) == 200);
  CHECK(http(kiosk.alarm_url("/alarm?shown=f-1&wait=5")).body.find("\"display_ms\":") != std::string::npos);

  player.reset();
  kiosk.kill();
  kiosk.start();
  player.emplace(kiosk.socket());
  REQUIRE(eventually([&] { return player->alarms().size() == 1; }));
  CHECK(player->alarms()[0].value == "f-1");
  CHECK(post(kiosk, raise("f-1", 1)) == 200);  // still known as a duplicate

  CHECK(post(kiosk, {Command::Action::clear, IncidentId{"f-1"}, "", "gateway-1", 2}) == 200);
  REQUIRE(eventually([&] { return player->alarms().empty(); }));
  CHECK(post(kiosk, raise("f-1", 1)) == 409);
  CHECK(kiosk.process().stop() == 0);
}

TEST_CASE("staff raise and clear an alarm, and are told when it shows") {
  TempFolder folder;
  Kiosk kiosk(folder, "");
  kiosk.start();
  const FakePlayer player(kiosk.socket());

  const auto raised = alarm_tool(kiosk, {"raise", "--incident", "drill-9", "--wait"});
  CAPTURE(raised.errors);
  CHECK(raised.code == 0);
  CHECK(raised.output.find("displayed, ") != std::string::npos);

  const auto status = alarm_tool(kiosk, {"status"});
  CHECK(status.code == 1);
  CHECK(status.output.find("drill-9") != std::string::npos);

  CHECK(alarm_tool(kiosk, {"clear", "--incident", "other"}).code == 1);
  CHECK(alarm_tool(kiosk, {"clear"}).code == 2);
  CHECK(alarm_tool(kiosk, {"clear", "--all", "--wait"}).code == 0);
  CHECK(alarm_tool(kiosk, {"status"}).code == 0);
}

}  // namespace
}  // namespace madang::test
