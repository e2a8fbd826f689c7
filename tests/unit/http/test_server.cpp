// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/http/server.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <future>
#include <mutex>

#include "content-schema/base/thread.h"
#include "tests/support/catch.h"
#include "tests/support/http_client.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace madang::http {
namespace {

using namespace std::chrono_literals;
using test::http;
using test::HttpOrder;

/// A server on its own thread for the length of a test.
struct Running {
  explicit Running(Handler handler, const Limits& limits = {}, const std::string& address = "127.0.0.1")
      : server(Server::create(address, 0, std::move(handler), limits).value()),
        thread(start_thread("http", [this](std::stop_token stop) { server.run(std::move(stop)); })) {}

  std::string url(const std::string& path = "/") const { return to_url({"127.0.0.1", server.port()}) + path; }

  Server server;
  std::jthread thread;
};

UniqueFd connect_to(std::uint16_t port) {
  UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  return fd;
}

/// True when the other side hung up within `most`.
bool hangs_up(int fd, std::chrono::milliseconds most) {
  const auto until = std::chrono::steady_clock::now() + most;
  char buffer[256];
  while (std::chrono::steady_clock::now() < until) {
    pollfd heard{fd, POLLIN, 0};
    if (::poll(&heard, 1, 10) > 0 && ::recv(fd, buffer, sizeof buffer, 0) <= 0)
      return true;
  }
  return false;
}

void echo(Request request, Responder responder) {
  Response response;
  response.body = request.method + " " + request.path + " a=" + std::string(request.parameter("a")) +
                  " h=" + std::string(request.header("x-h")) + " " + request.body;
  responder.answer(std::move(response));
}

TEST_CASE("a handler sees the request and its answer arrives") {
  const Running running(echo);
  CHECK(http(running.url("/p%20q?a=%31")).body == "GET /p q a=1 h= ");
  const auto posted = http(running.url("/x"), {"POST", {"X-H: 5"}, "hello"});
  CHECK(posted.status == 200);
  CHECK(posted.body == "POST /x a= h=5 hello");
  CHECK(posted.headers.at("content-type") == "application/json");
}

TEST_CASE("an answer may come later, from another thread") {
  std::mutex mutex;
  std::vector<Responder> waiting;
  const Running running([&](Request, Responder responder) {
    const std::lock_guard lock(mutex);
    waiting.push_back(std::move(responder));
  });
  auto client = std::async(std::launch::async, [&] { return http(running.url()); });
  const auto asked = [&] {
    const std::lock_guard lock(mutex);
    return !waiting.empty();
  };
  REQUIRE(test::eventually(asked));
  Responder responder = std::move(waiting.back());
  CHECK_FALSE(responder.abandoned());
  responder.answer(text_response(200, "late"));
  CHECK(client.get().body == "late\n");
}

TEST_CASE("a responder that is dropped answers 500") {
  const Running running([](Request, Responder) {});
  CHECK(http(running.url()).status == 500);
}

TEST_CASE("who still waits when the server stops is told so") {
  std::promise<Responder> promise;
  std::future<test::HttpAnswer> client;
  {
    const Running running([&](Request, Responder responder) { promise.set_value(std::move(responder)); });
    client = std::async(std::launch::async, [url = running.url()] { return http(url); });
    promise.get_future().wait();
  }
  CHECK(client.get().status == 503);
}

TEST_CASE("a responder may outlive the server") {
  std::promise<Responder> promise;
  auto future = promise.get_future();
  {
    const Running running([&](Request, Responder responder) { promise.set_value(std::move(responder)); });
    const UniqueFd client = connect_to(running.server.port());
    REQUIRE(::send(client.get(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n", 27, 0) == 27);
    future.wait();
  }
  Responder late = future.get();
  CHECK(late.abandoned());
  late.answer(text_response(200, "too late"));
}

TEST_CASE("a client that leaves while its answer is awaited frees its connection") {
  std::promise<Responder> promise;
  Limits limits;
  limits.request = 200ms;
  const Running running([&](Request, Responder responder) { promise.set_value(std::move(responder)); },
                        limits);
  {
    const UniqueFd client = connect_to(running.server.port());
    REQUIRE(::send(client.get(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n", 27, 0) == 27);
  }
  const Responder responder = promise.get_future().get();
  CHECK(test::eventually([&] { return responder.abandoned(); }));
}

TEST_CASE("a body over the limit is refused, announced or not") {
  Limits limits;
  limits.body_bytes = 100;
  const Running running(echo, limits);
  CHECK(http(running.url(), {"POST", {}, std::string(100, 'x')}).status == 200);
  CHECK(http(running.url(), {"POST", {}, std::string(101, 'x')}).status == 413);
  CHECK(http(running.url(), {"POST", {"Transfer-Encoding: chunked"}, std::string(300, 'x')}).status == 413);
}

TEST_CASE("a client that sends a byte now and then is cut off in time") {
  Limits limits;
  limits.request = 300ms;
  const Running running(echo, limits);
  const UniqueFd slow = connect_to(running.server.port());
  const std::string head = "GET / HTTP/1.1\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  const auto start = std::chrono::steady_clock::now();
  bool cut = false;
  for (const char c : head) {
    if (::send(slow.get(), &c, 1, MSG_NOSIGNAL) != 1 || hangs_up(slow.get(), 50ms)) {
      cut = true;
      break;
    }
  }
  CHECK(cut);
  CHECK(std::chrono::steady_clock::now() - start < 2s);
  CHECK(http(running.url()).status == 200);
}

TEST_CASE("a client that does not read a long answer is cut off in time") {
  test::TempFolder folder;
  const auto file = folder.write("big", std::string(20'000'000, 'b'));
  Limits limits;
  limits.request = 200ms;
  limits.least_rate = 100'000'000;
  limits.connections = 1;
  const Running running(
      [&](Request, Responder responder) {
        Response response;
        response.file = FileBody{UniqueFd(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), 20'000'000};
        responder.answer(std::move(response));
      },
      limits);
  const UniqueFd client = connect_to(running.server.port());
  REQUIRE(::send(client.get(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n", 27, 0) == 27);
  CHECK(http(running.url("/next"), {"HEAD", {}, {}}).status == 200);  // had to wait for the only connection
}

TEST_CASE("more connections than allowed wait their turn, and the good ones get one") {
  Limits limits;
  limits.connections = 2;
  limits.request = 300ms;
  const Running running(echo, limits);
  const UniqueFd first = connect_to(running.server.port());
  const UniqueFd second = connect_to(running.server.port());
  CHECK(http(running.url()).status == 200);
}

TEST_CASE("a full house puts out whoever has been asking longest, however long he might") {
  Limits limits;
  limits.connections = 4;
  limits.request = 60s;
  const Running running(echo, limits);
  std::vector<UniqueFd> slow;
  for (int i = 0; i < 3; ++i) {
    slow.push_back(connect_to(running.server.port()));
    REQUIRE(::send(slow.back().get(), "GET / HTTP/1.1\r\nX", 17, 0) == 17);
  }
  CHECK(http(running.url()).status == 200);
  CHECK(hangs_up(slow[0].get(), 10s));
  CHECK(http(running.url()).status == 200);
  CHECK(::send(slow[2].get(), ": 1\r\nHost: a\r\n\r\n", 16, MSG_NOSIGNAL) == 16);
  char byte = 0;
  CHECK(::recv(slow[2].get(), &byte, 1, 0) == 1);  // he is answered
}

TEST_CASE("a full house of those who wait for an answer puts out whoever has waited longest") {
  std::mutex mutex;
  std::vector<Responder> waiting;
  Limits limits;
  limits.connections = 4;
  limits.request = 60s;
  const Running running(
      [&](Request request, Responder responder) {
        if (request.path == "/now")
          return responder.answer(text_response(200, "now"));
        const std::lock_guard lock(mutex);
        waiting.push_back(std::move(responder));
      },
      limits);
  std::vector<UniqueFd> patient;
  for (int i = 0; i < 4; ++i) {
    patient.push_back(connect_to(running.server.port()));
    REQUIRE(::send(patient.back().get(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n", 27, 0) == 27);
  }
  CHECK(http(running.url("/now")).status == 200);
  CHECK(hangs_up(patient[0].get(), 10s));
  const std::lock_guard lock(mutex);
  CHECK(waiting.at(0).abandoned());
}

TEST_CASE("a file is served whole, in part, conditionally, and by its head alone") {
  test::TempFolder folder;
  const auto file = folder.write("f", "0123456789");
  const Running running([&](Request, Responder responder) {
    Response response;
    response.file = FileBody{UniqueFd(::open(file.c_str(), O_RDONLY | O_CLOEXEC)), 10};
    response.etag = "abc";
    response.type = "video/mp4";
    response.cache = "immutable";
    responder.answer(std::move(response));
  });

  const auto whole = http(running.url());
  CHECK(whole.status == 200);
  CHECK(whole.body == "0123456789");
  CHECK(whole.headers.at("etag") == "\"abc\"");
  CHECK(whole.headers.at("cache-control") == "immutable");
  CHECK(whole.headers.at("accept-ranges") == "bytes");

  const auto part = http(running.url(), {"GET", {"Range: bytes=2-4"}, {}});
  CHECK(part.status == 206);
  CHECK(part.body == "234");
  CHECK(part.headers.at("content-range") == "bytes 2-4/10");

  const auto stale = http(running.url(), {"GET", {"Range: bytes=2-4", "If-Range: \"old\""}, {}});
  CHECK(stale.status == 200);
  CHECK(stale.body == "0123456789");

  const auto beyond = http(running.url(), {"GET", {"Range: bytes=10-"}, {}});
  CHECK(beyond.status == 416);
  CHECK(beyond.headers.at("content-range") == "bytes */10");

  const auto same = http(running.url(), {"GET", {"If-None-Match: \"abc\""}, {}});
  CHECK(same.status == 304);
  CHECK(same.body.empty());
  CHECK(same.headers.at("etag") == "\"abc\"");

  const auto head = http(running.url(), {"HEAD", {}, {}});
  CHECK(head.status == 200);
  CHECK(head.headers.at("content-length") == "10");
  CHECK(head.body.empty());
}

TEST_CASE("IPv6 and IPv4 come in by one door") {
  if (const UniqueFd probe(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0)); !probe.valid())
    return;
  auto server = Server::create("::", 0, echo);
  if (!server)
    return;  // a machine without IPv6
  const auto thread = start_thread("http", [&](std::stop_token stop) { server->run(std::move(stop)); });
  CHECK(http(to_url({"127.0.0.1", server->port()}) + "/").status == 200);
  CHECK(http(to_url({"::1", server->port()}) + "/").status == 200);
}

TEST_CASE("a port in use is named in both languages") {
  const auto first = Server::create("127.0.0.1", 0, echo).value();
  const auto second = Server::create("127.0.0.1", first.port(), echo);
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == ErrorKind::unavailable);
  const auto port = std::to_string(first.port());
  CHECK(second.error().message.en.find("port " + port) != std::string::npos);
  CHECK(second.error().message.ko.find(port + "번 포트") != std::string::npos);
}

}  // namespace
}  // namespace madang::http
