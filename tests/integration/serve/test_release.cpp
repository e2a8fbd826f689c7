// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "tests/support/kiosk.h"
#include "tests/support/catch.h"
#include "tests/support/http_client.h"
#include "tests/support/media_file.h"
#include "tests/support/signed_repository.h"
#include "tools/server/publish.h"

namespace madang::test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

std::string current_id(const TempFolder& folder) {
  return releases_of(server::peek_catalogue({folder / "repository"}).value()).front().id.value;
}

/// What is in the content folder becomes a release, whatever it says.
ReleaseId publish_unchecked(const TempFolder& folder) {
  server::PublishOrder order;
  order.content = folder / "content";
  order.repository = {folder / "repository"};
  order.files = {"playlists/welcome.yaml", "site.yaml"};
  order.now = Clock().now();
  const auto published = server::publish(order).value();
  return SignedRepository(folder.path()).offer(encode(published.manifest));
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
      return http(office.url("/status")).body.find("\"assigned\":{\"gate-1\":\"" + second + "\"}") !=
             std::string::npos;
    }));
    REQUIRE(eventually([&] {
      const auto status =
          run_to_end({program("madang").string(), "--lang", "ko", "status", "--server", office.url()});
      return status.code == 0 && status.output.find("gate-1  ") != std::string::npos &&
             status.output.find(second.substr(0, 12)) != std::string::npos &&
             status.output.find(" 기록  ") != std::string::npos;  // what was written today
    }));
  }

  SECTION("an edit that is taken back") {
    write_content(folder, "a mistake");
    REQUIRE(publish(folder).code == 0);
    const auto second = current_id(folder);
    REQUIRE(eventually([&] { return player.release().value == second; }, 20s));
    const auto madang = [&](std::vector<std::string> words) {
      words.insert(words.begin(), program("madang").string());
      words.push_back((folder / "repository").string());
      return run_to_end(words, {{{"LC_ALL", "C"}, {"MADANG_KEYS", keys_folder(folder).string()}}, {}});
    };
    CHECK(madang({"rollback"}).code == 0);
    CHECK(eventually([&] { return player.release().value == first; }, 20s));
    const Ended history = madang({"history"});
    CHECK(history.output.find("2  " + second.substr(0, 12)) != std::string::npos);
    CHECK(history.output.find("1  " + first.substr(0, 12)) != std::string::npos);
    CHECK(madang({"rollback"}).code != 0);  // there is nothing before it
    CHECK(madang({"rollback", "--to", "2"}).code == 0);
    CHECK(eventually([&] { return player.release().value == second; }, 20s));
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
    const auto bad = publish_unchecked(folder);
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
    CHECK(mended != bad.value);
    CHECK(eventually([&] { return player.release().value == mended; }, 20s));
  }

  SECTION("a release with a clip that has a good head and no pictures") {
    const auto clip =
        make_media("headless.mp4", {"-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=6", "-c:v",
                                    "libx264", "-pix_fmt", "yuv420p", "-movflags", "+faststart"});
    std::string bytes(as_text(read_file(clip, 1 << 24).value()));
    bytes.replace(bytes.find("mdat") + 4, std::string::npos, bytes.size(), '\0');
    folder.write("content/media/clip.mp4", bytes);
    folder.write("content/playlists/welcome.yaml",
                 "kind: playlist\nversion: 1\nitems:\n  - video: media/clip.mp4\n  - text: a\n");
    REQUIRE(publish(folder).code == 0);  // who publishes looks at heads only
    REQUIRE(kiosk.process().wait_for("is not shown"));
    CHECK(player.release().value == first);
    CHECK(eventually(
        [&] { return http(office.url("/status")).body.find("fetch unfit") != std::string::npos; }, 20s));
    fs::remove(folder / "content/media/clip.mp4");
    write_content(folder, "without the clip");
    REQUIRE(publish(folder).code == 0);
    const auto next = current_id(folder);
    CHECK(eventually([&] { return player.release().value == next; }, 20s));
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
  const auto id = current_id(folder);
  const auto manifest = http(office.url("/targets/releases/" + id + "." + id + ".json"));
  REQUIRE(manifest.status == 200);
  CHECK(manifest.headers.at("etag") == "\"" + id + "\"");
  const auto tag = http(office.url("/timestamp.json")).headers.at("etag");
  CHECK(http(office.url("/timestamp.json"), {"GET", {"If-None-Match: " + tag}, {}}).status == 304);
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

TEST_CASE("a setting whose value makes no sense says what to write, in the reader's language") {
  TempFolder folder;
  const auto file = folder.write("scheduler.conf", "screen = \"gate-1\"\nquota = -5\n");
  const std::vector<std::string> command{program("madang-scheduler").string(), "--config", file.string()};
  const auto korean = run_to_end(command, {{{"LC_ALL", "ko_KR.UTF-8"}}, {}});
  CHECK(korean.code == 2);
  CHECK(korean.errors.find("'-5' 대신 20GB처럼 적어 주세요") != std::string::npos);
  const auto english = run_to_end(command, {{{"LC_ALL", "C"}}, {}});
  CHECK(english.code == 2);
  CHECK(english.errors.find("instead of '-5' write it like 20GB") != std::string::npos);
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
