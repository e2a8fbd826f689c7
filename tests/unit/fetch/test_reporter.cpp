// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/reporter.h"

#include <thread>

#include "tests/support/catch.h"
#include "tests/support/hostile_server.h"
#include "tests/support/process.h"

namespace madang::fetch {
namespace {

using namespace std::chrono_literals;

TEST_CASE("heartbeats go out again and again, and soon after a change") {
  test::HostileServer server;
  server.script("/heartbeat", {test::Scripted{"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"}});
  ReportOptions options;
  options.server = server.url();
  options.every = 60s;
  options.least_apart = 5ms;
  Reporter reporter(options, Clock());
  const std::jthread running([&](std::stop_token stop) { reporter.run(std::move(stop)); });
  Heartbeat heartbeat;
  heartbeat.screen = {"gate-1"};
  reporter.put(heartbeat);
  test::eventually([&] { return !server.requests().empty(); });
  reporter.put(heartbeat);  // nothing changed: not worth a message
  heartbeat.player = true;
  reporter.put(heartbeat);
  test::eventually([&] { return server.requests().size() >= 2; });
  CHECK(server.requests()[0].starts_with("POST /heartbeat "));
}

}  // namespace
}  // namespace madang::fetch
