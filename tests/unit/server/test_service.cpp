// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/service.h"

#include <future>

#include "content-schema/base/thread.h"
#include "content-schema/wire/codec.h"
#include "tests/support/catch.h"
#include "tests/support/http_client.h"
#include "tests/support/signed_repository.h"
#include "tests/support/temp_folder.h"

namespace madang::server {
namespace {

using namespace std::chrono_literals;
using test::http;

/// The whole server but its command line, on an empty repository.
struct Running {
  test::TempFolder folder;
  test::SignedRepository signer{folder.path()};
  Repository repository = signer.repository;
  std::unique_ptr<Changes> changes = Changes::create(repository).value();
  Screens screens{3};
  Service service{repository, *changes, screens};
  madang::http::Server server =
      madang::http::Server::create("127.0.0.1", 0, [this](auto request, auto responder) {
        service.handle(request, std::move(responder));
      }).value();
  std::jthread watching =
      start_thread("watch", [this](std::stop_token stop) { changes->run(std::move(stop)); });
  std::jthread serving = start_thread("http", [this](std::stop_token stop) { server.run(std::move(stop)); });

  std::string url(const std::string& path) const {
    return madang::http::to_url({"127.0.0.1", server.port()}) + path;
  }
};

TEST_CASE("before anything is published there is nothing to fetch, and the server is well") {
  const Running running;
  CHECK(http(running.url("/timestamp.json")).status == 404);
  CHECK(http(running.url("/healthz")).body == "ok\n");
  CHECK(http(running.url("/status")).body == "{\"release\":\"\",\"assigned\":{},\"screens\":[]}\n");
  CHECK(http(running.url("/nothing")).status == 404);
  CHECK(http(running.url("/timestamp.json"), {"DELETE", {}, {}}).status == 405);
}

TEST_CASE("who waits for a change learns of it at once") {
  Running running;
  auto client = std::async(std::launch::async, [&] { return http(running.url("/changes?after=0&wait=20")); });
  std::this_thread::sleep_for(20ms);  // so that it most likely waits; the answer is the same if it does not
  const auto id = running.signer.offer("one");
  const auto answer = client.get();
  CHECK(answer.status == 200);
  CHECK(answer.body == "{\"version\":1}\n");
  CHECK(answer.took < 1s);

  const auto status = http(running.url("/status")).body;
  CHECK(status ==
        "{\"release\":\"" + id.value + "\",\"assigned\":{\"gate-1\":\"" + id.value + "\"},\"screens\":[]}\n");
}

TEST_CASE("a repository is carried as it lies there, byte for byte") {
  Running running;
  const auto id = running.signer.offer("one");
  running.signer.offer("two");
  REQUIRE(http(running.url("/changes?after=1&wait=20")).status == 200);
  size_t carried = 0;
  for (const auto& [path, body] : running.signer.files()) {
    if (path == "/.lock")
      continue;
    CAPTURE(path);
    const auto answer = http(running.url(path));
    CHECK(answer.body == body);
    const bool fixed = path != "/timestamp.json";
    CHECK((answer.headers.at("cache-control").find("immutable") != std::string::npos) == fixed);
    ++carried;
  }
  // A root; two each of targets, assignments, snapshot, manifests, and manifests of a screen; the timestamp.
  CHECK(carried == 12);
  for (const auto& path :
       {"/0.root.json", "/01.root.json", "/3.targets.json", "/1.keys.json", "/1.root.json.json",
        "/-1.root.json", "/99999999999999999999.root.json", "/.lock", "/root.json"}) {
    CAPTURE(path);
    CHECK(http(running.url(path)).status == 404);
  }
  CHECK(http(running.url("/targets/releases/" + id.value + ".json")).status == 404);
  for (const std::string& path : {id.value + ".json", id.value + "/gate-1.json", id.value + ".a/gate-1.json",
                                  id.value + ".gate-1", std::string(64, 'a') + ".gate-1.json"}) {
    CAPTURE(path);
    CHECK(http(running.url("/targets/screens/" + path)).status == 404);
  }
}

TEST_CASE("who knows the current version waits until time is up") {
  Running running;
  running.signer.offer("one");
  CHECK(http(running.url("/changes?after=0&wait=20")).status == 200);
  CHECK(http(running.url("/changes?after=1&wait=0")).status == 204);
}

TEST_CASE("a file is named by its digest and by nothing else") {
  const Running running;
  const auto digest = sha256(as_bytes("hello"));
  const auto hex = digest.hex();
  running.folder.write("repository/objects/" + hex.substr(0, 2) + "/" + hex, "hello");
  const auto url = running.url("/objects/" + hex.substr(0, 2) + "/" + hex);
  CHECK(http(url).body == "hello");
  CHECK(http(url).headers.at("cache-control").find("immutable") != std::string::npos);
  CHECK(http(url, {"GET", {"Range: bytes=1-", "If-Range: \"" + hex + "\""}, {}}).body == "ello");

  running.folder.write("repository/secret", "s");
  for (const auto& path : {"/objects/../secret", "/objects/00/../../secret", "/objects/%2e%2e/secret",
                           "/secret", "/objects/", "/releases/../secret"}) {
    CAPTURE(path);
    CHECK(http(running.url(path)).status == 404);
  }
  CHECK(http(running.url("/objects/00/" + hex)).status == 404);
}

TEST_CASE("heartbeats are kept, the latest of each screen, and not without end") {
  const Running running;
  const auto beat = [&](const std::string& screen, const std::string& showing) {
    Heartbeat heartbeat;
    heartbeat.screen = {screen};
    heartbeat.showing = showing;
    return http(running.url("/heartbeat"), {"POST", {}, encode(heartbeat)}).status;
  };
  CHECK(beat("gate-1", "a") == 204);
  CHECK(beat("gate-1", "b") == 204);
  const auto status = http(running.url("/status")).body;
  CHECK(status.find("\"showing\":\"b\"") != std::string::npos);
  CHECK(status.find("\"showing\":\"a\"") == std::string::npos);
  for (const auto* screen : {"gate-2", "gate-3", "gate-4"})
    CHECK(beat(screen, "c") == 204);
  CHECK(http(running.url("/status")).body.find("gate-1") == std::string::npos);

  CHECK(http(running.url("/heartbeat"), {"POST", {}, "{\"screen\":5}"}).status == 400);
  CHECK(http(running.url("/heartbeat")).status == 405);
}

}  // namespace
}  // namespace madang::server
