// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "tests/support/kiosk.h"
#include "tests/support/catch.h"
#include "tests/support/http_client.h"
#include "tools/server/publish.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;

std::string current_id(const TempFolder& folder) {
  return release_id(read_file(folder / "repository" / "release.json", k_most_manifest_bytes).value()).value;
}

TEST_CASE("what is published plays, an edit follows within a second or so, and the office may come and go") {
  TempFolder folder;
  write_content(folder, "first");
  REQUIRE(publish(folder).code == 0);
  Office office(folder / "repository");
  office.start();
  Kiosk kiosk(folder, office.url());
  kiosk.start();
  FakePlayer player(kiosk.socket());
  const auto first = current_id(folder);
  REQUIRE(eventually([&] { return player.release().value == first; }, 20s));

  SECTION("an edit") {
    write_content(folder, "second");
    const auto start = std::chrono::steady_clock::now();
    REQUIRE(publish(folder).code == 0);
    const auto second = current_id(folder);
    CHECK(second != first);
    REQUIRE(eventually([&] { return player.release().value == second; }, 20s));
    INFO("edit to programme: "
         << std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - start).count() << " ms");
    REQUIRE(eventually([&] {
      return http(office.url("/status")).body.find("\"release\":\"" + second + "\",\"screens\":[") !=
             std::string::npos;
    }));
    REQUIRE(eventually([&] {
      const auto status =
          run_to_end({program("madang").string(), "--lang", "ko", "status", "--server", office.url()});
      return status.code == 0 && status.output.find("gate-1  ") != std::string::npos &&
             status.output.find(second.substr(0, 12)) != std::string::npos;
    }));
  }

  SECTION("the same content again") {
    const auto again = publish(folder);
    CHECK(again.code == 0);
    CHECK(again.output.find("nothing has changed") != std::string::npos);
    CHECK(current_id(folder) == first);
  }

  SECTION("the office gone, and back with something new") {
    office.kill();
    write_content(folder, "while it was away");
    REQUIRE(publish(folder).code == 0);
    REQUIRE(kiosk.process().wait_for("fetch: unreachable"));
    CHECK(player.release().value == first);
    office.start();
    const auto back = current_id(folder);
    CHECK(eventually([&] { return player.release().value == back; }, 25s));
  }

  SECTION("a kiosk that restarts without an office") {
    office.kill();
    kiosk.kill();
    kiosk.start();
    FakePlayer again(kiosk.socket());
    CHECK(eventually([&] { return again.release().value == first; }));
  }

  SECTION("a release that does not hold what it should") {
    // As a careless tool might publish it: our own would have refused.
    folder.write("content/playlists/welcome.yaml", "kind: playlist\nversion: 1\nitmes: []\n");
    CHECK(publish(folder).code == 1);
    CHECK(current_id(folder) == first);
    server::PublishOrder order;
    order.content = folder / "content";
    order.repository = {folder / "repository"};
    order.files = {"playlists/welcome.yaml", "site.yaml"};
    order.now = Clock().now();
    const auto bad = server::publish(order).value();
    REQUIRE(eventually(
        [&] {
          return http(office.url("/status")).body.find("welcome.yaml") != std::string::npos &&
                 kiosk.process().errors().find("is not shown") != std::string::npos;
        },
        20s));
    CHECK(player.release().value == first);
    const auto status = run_to_end({program("madang").string(), "status", "--server", office.url()});
    CHECK(status.code == 1);

    write_content(folder, "mended");
    REQUIRE(publish(folder).code == 0);
    const auto mended = current_id(folder);
    CHECK(mended != bad.id.value);
    CHECK(eventually([&] { return player.release().value == mended; }, 20s));
  }

  CHECK(kiosk.process().stop() == 0);
  CHECK((!office.process().running() || office.process().stop() == 0));
}

TEST_CASE("the server's files can be had in part, and not again when they are the same") {
  TempFolder folder;
  write_content(folder, "words");
  REQUIRE(publish(folder).code == 0);
  Office office(folder / "repository");
  office.start();
  const auto manifest = http(office.url("/release.json"));
  REQUIRE(manifest.status == 200);
  const auto id = current_id(folder);
  CHECK(manifest.headers.at("etag") == "\"" + id + "\"");
  CHECK(http(office.url("/release.json"), {"GET", {"If-None-Match: \"" + id + "\""}, {}}).status == 304);
  const auto files = decode_manifest(as_bytes(manifest.body)).value().files;
  REQUIRE(files.size() == 2);
  const auto hex = files[0].sha256.hex();
  const auto url = office.url("/objects/" + hex.substr(0, 2) + "/" + hex);
  const auto whole = http(url);
  CHECK(sha256(as_bytes(whole.body)) == files[0].sha256);
  const auto rest = http(url, {"GET", {"Range: bytes=10-", "If-Range: \"" + hex + "\""}, {}});
  CHECK(rest.status == 206);
  CHECK(rest.body == whole.body.substr(10));
}

TEST_CASE("a setting that does not exist is not passed over") {
  TempFolder folder;
  const auto file = folder.write("scheduler.conf", "screen = \"gate-1\"\nsevrer = \"http://x\"\n");
  const auto ended = run_to_end({program("madang-scheduler").string(), "--config", file.string()});
  CHECK(ended.code == 2);
  CHECK(ended.errors.find("sevrer") != std::string::npos);
}

TEST_CASE("a port in use is named") {
  TempFolder folder;
  Office office(folder / "repository");
  office.start();
  const auto port = office.url().substr(office.url().rfind(':') + 1);
  const auto second = run_to_end(
      {program("madang").string(), "--lang", "ko", "serve", folder / "repository", "--listen", port});
  CHECK(second.code == 3);
  CHECK(second.errors.find(port + "번 포트") != std::string::npos);
}

}  // namespace
}  // namespace madang::test
