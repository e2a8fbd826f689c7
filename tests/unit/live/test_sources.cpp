// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/live/sources.h"

#include "tests/support/catch.h"
#include "tests/support/hostile_server.h"
#include "tests/support/process.h"
#include "tests/unit/live/asking.h"

using namespace madang;
using namespace madang::live;
using namespace std::chrono_literals;
using test::Asking;
using test::eventually;
using test::HostileServer;
using test::Scripted;
using test::scripted_ok;
using test::source;

namespace {

Scripted raw(const std::string& bytes, Scripted::Then then = Scripted::Then::close) {
  return {bytes, then};
}

}  // namespace

TEST_CASE("a good source is heard within moments, and asked with its tag the next time") {
  HostileServer server;
  server.script(
      "/p", {scripted_ok(R"({"free":37})", "ETag: \"t1\"\r\n"), raw("HTTP/1.1 304 Not Modified\r\n\r\n")});
  Asking asking;
  asking.sources.follow({source("parking", server.url("/p"))});
  REQUIRE(asking.hears("parking.free"));
  const SysTime first = asking.values.at("parking.free").as_of;
  asking.sources.clock_was_set();  // asks all of them at once
  REQUIRE(eventually([&] {
    asking.look();
    return asking.values.at("parking.free").as_of > first;
  }));
  CHECK(asking.values.at("parking.free").value == Value(Value::What(Number{"37"})));
  CHECK(server.requests().back().find("If-None-Match: \"t1\"") != std::string::npos);
}

TEST_CASE("each way in which a source can be wrong is one clear line") {
  struct Row {
    Scripted script;
    const char* told;
  };
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  const Row row = GENERATE_REF(
      Row{raw(head + "\r\n<!doctype html><title>Login</title>"), "a web page (HTML) came instead of JSON"},
      Row{raw(head + "Content-Length: 1073741824\r\n\r\n", Scripted::Then::flood),
          "longer than the 65536 bytes allowed"},
      Row{raw(head + "\r\n", Scripted::Then::flood), "longer than the 65536 bytes allowed"},
      Row{scripted_ok(R"({"free":"plenty"})"), "'plenty' is not a number"},
      Row{scripted_ok(R"({"lots":[]})"), "there is nothing at /free"},
      Row{scripted_ok(std::string(30'000, '[')), "nests deeper than 32 levels"},
      Row{scripted_ok("PK\x03\x04 a zip"), "this is not JSON"},
      Row{raw("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"),
          "sends us to another address (302)"},
      Row{raw("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"), "the server answered 500"},
      Row{raw("220 mail.example ESMTP\r\n"), "/p"});
  HostileServer server;
  server.script("/p", {row.script});
  Asking asking;
  asking.sources.follow({source("parking", server.url("/p"))});
  const std::string problem = asking.hears_a_problem();
  CAPTURE(problem, row.told);
  CHECK(problem.starts_with("data parking: "));
  CHECK(problem.find(row.told) != std::string::npos);
  CHECK(problem.find('\n') == std::string::npos);
  CHECK(asking.values.empty());
}

TEST_CASE("a source that hangs or drips is given up, and holds up no other") {
  HostileServer hanging, dripping, good;
  hanging.script("/p", {raw("", Scripted::Then::stall)});
  dripping.script("/p", {raw("HTTP/1.1 200 OK\r\n\r\n{", Scripted::Then::drip)});
  good.script("/p", {scripted_ok(R"({"free":3})")});
  Asking asking;
  asking.sources.follow({source("hangs", hanging.url("/p")), source("drips", dripping.url("/p")),
                         source("good", good.url("/p"))});
  REQUIRE(asking.hears("good.free"));
  CHECK(asking.problems.empty());  // the others are still being waited for
  CHECK(eventually(
      [&] {
        asking.look();
        return asking.problems.size() == 2;
      },
      20s));
  for (const Bilingual& problem : asking.problems)
    CHECK(problem.en.find("the server is too slow") != std::string::npos);
}

TEST_CASE("nobody at the address is told, and the program ends at once when asked in the middle of it") {
  Asking asking;
  asking.sources.follow({source("parking", "http://127.0.0.1:1/p")});
  CHECK(asking.hears_a_problem().starts_with("data parking: http://127.0.0.1:1/p: "));
}
