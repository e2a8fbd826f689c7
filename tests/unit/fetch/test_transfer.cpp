// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/transfer.h"

#include <thread>

#include "tests/support/catch.h"
#include "tests/support/hostile_server.h"
#include "tests/support/process.h"

namespace madang::fetch {
namespace {

using namespace std::chrono_literals;
using test::HostileServer;
using test::scripted_ok;
using Then = test::Scripted::Then;

const Patience k_hasty{500ms, 300ms, 1000, 200ms};

Order order_of(const HostileServer& server, std::uint64_t most = 1000) {
  Order order;
  order.url = server.url("/f");
  order.most_bytes = most;
  order.patience = k_hasty;
  return order;
}

Fetched<Answer> fetch(const Order& order, std::string& body) {
  Transfer transfer;
  return transfer.run(order, body, {});
}

TEST_CASE("a good answer brings its body and its tag") {
  HostileServer server;
  server.script("/f", {scripted_ok("hello", "ETag: \"t1\"\r\n")});
  std::string body;
  const auto answer = fetch(order_of(server), body).value();
  CHECK(answer.status == 200);
  CHECK(answer.etag == "t1");
  CHECK(answer.bytes == 5);
  CHECK(body == "hello");
}

TEST_CASE("each way to misbehave has its name") {
  struct Row {
    const char* bytes;
    Then then;
    Reason reason;
  };
  const Row row = GENERATE(
      Row{"HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nsorry", Then::close, Reason::not_found},
      Row{"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", Then::close, Reason::server_error},
      Row{"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n", Then::close,
          Reason::server_error},
      Row{"\x01\x02 this is not HTTP at all\r\n\r\n", Then::close, Reason::garbage},
      Row{"HTTP/1.1 206 Partial\r\nContent-Range: bytes 3-4/9\r\nContent-Length: 2\r\n\r\nab", Then::close,
          Reason::garbage},
      Row{"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nonly this", Then::close, Reason::short_body},
      Row{"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nonly this", Then::stall, Reason::stalled},
      Row{"HTTP/1.1 200 OK\r\nContent-Len", Then::stall, Reason::stalled},
      Row{"", Then::stall, Reason::stalled}, Row{"", Then::close, Reason::unreachable},
      Row{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n0123456789abcdef", Then::close,
          Reason::long_body},
      Row{"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n0123456789abcdef", Then::close, Reason::long_body});
  HostileServer server;
  server.script("/f", {{row.bytes, row.then}});
  std::string body;
  const auto answer = fetch(order_of(server, 10), body);
  CAPTURE(row.bytes);
  REQUIRE_FALSE(answer);
  CHECK(std::string(word(answer.error().reason)) == word(row.reason));
  CHECK(body.size() <= 10);
}

TEST_CASE("a refused connection and an address of another kind are told apart") {
  std::string body;
  Order order;
  {
    const HostileServer gone;
    order = order_of(gone);
  }
  CHECK(fetch(order, body).error().reason == Reason::unreachable);
  for (const auto* url : {"file:///etc/passwd", "gopher://127.0.0.1/", "", "release.json"}) {
    order.url = url;
    CHECK(fetch(order, body).error().reason == Reason::bad_address);
  }
}

TEST_CASE("a byte now and then is a stall, however long it would go on") {
  HostileServer server;
  server.script("/f",
                {{"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + std::string(150, 'x'), Then::stall}});
  auto order = order_of(server);
  order.patience.least_rate = 10'000;
  std::string body;
  CHECK(fetch(order, body).error().reason == Reason::stalled);
}

TEST_CASE("the rest of a file is asked for under the tag it had") {
  HostileServer server;
  server.script(
      "/f",
      {{"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 3-9/10\r\nContent-Length: 7\r\n\r\n3456789"}});
  auto order = order_of(server);
  order.offset = 3;
  order.if_range = "tag";
  std::string kept = "012";
  std::uint64_t began_at = 99;
  Transfer transfer;
  const auto answer = transfer.run(order,
                                   {[&](std::uint64_t at) -> Status {
                                      began_at = at;
                                      kept.resize(at);
                                      return {};
                                    },
                                    [&](std::span<const std::byte> bytes) -> Status {
                                      kept.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
                                      return {};
                                    }},
                                   {});
  REQUIRE(answer);
  CHECK(answer->status == 206);
  CHECK(answer->bytes == 7);
  CHECK(began_at == 3);
  CHECK(kept == "0123456789");
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests()[0].find("Range: bytes=3-\r\n") != std::string::npos);
  CHECK(server.requests()[0].find("If-Range: \"tag\"\r\n") != std::string::npos);
}

TEST_CASE("a server that sends all of it instead of the rest starts from nothing") {
  HostileServer server;
  server.script("/f", {scripted_ok("0123456789")});
  auto order = order_of(server);
  order.offset = 3;
  std::string body = "to be forgotten";
  const auto answer = fetch(order, body);
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(body == "0123456789");
}

TEST_CASE("what has not changed is not sent") {
  HostileServer server;
  server.script("/f", {{"HTTP/1.1 304 Not Modified\r\nETag: \"t\"\r\n\r\n"}});
  auto order = order_of(server);
  order.if_none_match = "t";
  std::string body;
  CHECK(fetch(order, body).value().status == 304);
  CHECK(server.requests()[0].find("If-None-Match: \"t\"\r\n") != std::string::npos);
}

TEST_CASE("an empty file is a file") {
  HostileServer server;
  server.script("/f", {scripted_ok("")});
  std::string body = "before";
  CHECK(fetch(order_of(server), body).value().status == 200);
  CHECK(body.empty());
}

TEST_CASE("a body is posted") {
  HostileServer server;
  server.script("/f", {test::Scripted{"HTTP/1.1 204 No Content\r\n\r\n"}});
  auto order = order_of(server);
  order.post = "{}";
  std::string body;
  CHECK(fetch(order, body).value().status == 204);
  CHECK(server.requests()[0].starts_with("POST /f "));
}

TEST_CASE("who wants every status gets it with its body, and headers of its own are sent") {
  HostileServer server;
  server.script("/f", {{"HTTP/1.1 401 No\r\nContent-Length: 3\r\n\r\nwhy"}});
  auto order = order_of(server);
  order.every_status = true;
  order.headers = {"Authorization: Madang-HMAC 00"};
  std::string body;
  CHECK(fetch(order, body).value().status == 401);
  CHECK(body == "why");
  CHECK(server.requests()[0].find("Authorization: Madang-HMAC 00\r\n") != std::string::npos);
}

TEST_CASE("asking to stop ends a transfer at once") {
  HostileServer server;
  server.script("/f", {{"", Then::stall}});
  auto order = order_of(server);
  order.patience = {};
  std::stop_source source;
  const std::jthread stopper([&] {
    test::eventually([&] { return !server.requests().empty(); });
    source.request_stop();
  });
  Transfer transfer;
  std::string body;
  const auto start = std::chrono::steady_clock::now();
  CHECK(transfer.run(order, body, source.get_token()).error().reason == Reason::stopped);
  CHECK(std::chrono::steady_clock::now() - start < 3s);
}

TEST_CASE("a sink that cannot write ends the transfer with its own words") {
  HostileServer server;
  server.script("/f", {scripted_ok("hello")});
  Transfer transfer;
  const auto answer = transfer.run(
      order_of(server),
      {[](std::uint64_t) -> Status { return {}; },
       [](std::span<const std::byte>) -> Status { return fail(ErrorKind::limit, "가득", "full"); }},
      {});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().reason == Reason::disk);
  CHECK(answer.error().error.message.en == "full");
}

}  // namespace
}  // namespace madang::fetch
