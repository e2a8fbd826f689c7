// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/store.h"

#include <sys/stat.h>

#include <fstream>

#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tests/support/published.h"

using namespace madang;
using namespace madang::test;

namespace {

const Published k_autumn =
    publish({{"site.yaml", "site"}, {"media/a.mp4", "clip"}, {"media/b/c.png", "autumn"}});
const Published k_winter =
    publish({{"site.yaml", "site"}, {"media/a.mp4", "clip"}, {"media/b/c.png", "winter"}});
const Published k_spring = publish({{"site.yaml", "site"}, {"media/a.mp4", "another clip"}});

Store open(const TempFolder& folder) {
  return Store::open(folder / "store").value();
}

std::filesystem::path object(const TempFolder& folder, std::string_view text) {
  const std::string hex = sha256(as_bytes(text)).hex();
  return folder / "store" / "objects" / hex.substr(0, 2) / hex.substr(2);
}

ino_t inode(const std::filesystem::path& path) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_ino;
}

void overwrite(const std::filesystem::path& path, std::string_view text) {
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

}  // namespace

TEST_CASE("a release becomes a content folder, and is there after a restart") {
  const TempFolder folder;
  {
    Store store = open(folder);
    CHECK_FALSE(store.active());
    const Release release = install(store, k_autumn).value();
    CHECK(files_under(release.folder) == k_autumn.files);
    CHECK(store.active()->id == k_autumn.id);
    CHECK_FALSE(store.previous());
  }
  Store store = open(folder);
  REQUIRE(store.active());
  CHECK(store.active()->id == k_autumn.id);
  CHECK(files_under(store.active()->folder) == k_autumn.files);
  CHECK_FALSE(store.damage());
}

TEST_CASE("only what is missing travels, and equal files are one") {
  const TempFolder folder;
  Store store = open(folder);
  REQUIRE(install(store, k_autumn));
  REQUIRE(store.put_manifest(k_winter.id, as_bytes(k_winter.manifest)));
  const auto missing = store.missing(k_winter.id).value();
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].path == "media/b/c.png");
  REQUIRE(install(store, k_winter));
  CHECK(inode(store.active()->folder / "site.yaml") == inode(store.previous()->folder / "site.yaml"));
}

TEST_CASE("going back makes the newer one the previous") {
  const TempFolder folder;
  Store store = open(folder);
  REQUIRE(install(store, k_autumn));
  REQUIRE(install(store, k_winter));
  REQUIRE(store.activate(k_autumn.id));
  CHECK(store.active()->id == k_autumn.id);
  CHECK(store.previous()->id == k_winter.id);
  REQUIRE(store.activate(k_autumn.id));
  CHECK(store.previous()->id == k_winter.id);
}

TEST_CASE("a release with a file missing does not become active") {
  const TempFolder folder;
  Store store = open(folder);
  REQUIRE(install(store, k_autumn));
  REQUIRE(store.put_manifest(k_winter.id, as_bytes(k_winter.manifest)));
  const auto activated = store.activate(k_winter.id);
  REQUIRE_FALSE(activated.has_value());
  CHECK(activated.error().kind == ErrorKind::not_yet);
  CHECK(activated.error().message.ko.find("media/b/c.png") != std::string::npos);
  CHECK(store.active()->id == k_autumn.id);
  CHECK(store.activate(k_spring.id).error().kind == ErrorKind::not_found);
  CHECK(store.activate({"../../x"}).error().kind == ErrorKind::invalid);
}

TEST_CASE("a transfer goes on where it stopped, also after a restart") {
  const TempFolder folder;
  const Digest digest = sha256(as_bytes("0123456789"));
  {
    Store store = open(folder);
    Incoming incoming = store.receive(digest, 10).value();
    REQUIRE(incoming.write(as_bytes("01234")));
    CHECK(incoming.commit().error().kind == ErrorKind::not_yet);
  }
  Store store = open(folder);
  CHECK_FALSE(store.has(digest, 10));
  Incoming incoming = store.receive(digest, 10).value();
  CHECK(incoming.have() == 5);
  REQUIRE(incoming.write(as_bytes("56789")));
  REQUIRE(incoming.commit());
  CHECK(store.has(digest, 10));
  CHECK_FALSE(store.has(digest, 9));
  CHECK(files_under(folder / "store" / "partial").empty());
}

TEST_CASE("wrong bytes never get a name, and are thrown away") {
  const TempFolder folder;
  Store store = open(folder);
  const Digest digest = sha256(as_bytes("right"));
  {
    Incoming incoming = store.receive(digest, 5).value();
    REQUIRE(incoming.write(as_bytes("wrong")));
    CHECK(incoming.commit().error().kind == ErrorKind::invalid);
  }
  CHECK_FALSE(store.has(digest, 5));
  Incoming again = store.receive(digest, 5).value();
  CHECK(again.have() == 0);
  CHECK(again.write(as_bytes("too long")).error().kind == ErrorKind::limit);
  CHECK(again.have() == 0);
}

TEST_CASE("the digest is taken of the disk: a partial file that was spoilt meanwhile is noticed") {
  const TempFolder folder;
  Store store = open(folder);
  Incoming incoming = store.receive(sha256(as_bytes("right")), 5).value();
  REQUIRE(incoming.write(as_bytes("right")));
  overwrite(folder / "store" / "partial" / sha256(as_bytes("right")).hex(), "wrong");
  CHECK(incoming.commit().error().kind == ErrorKind::invalid);
}

TEST_CASE("a partial file longer than the object begins anew") {
  const TempFolder folder;
  Store store = open(folder);
  folder.write("store/partial/" + sha256(as_bytes("x")).hex(), "far too long");
  CHECK(store.receive(sha256(as_bytes("x")), 1).value().have() == 0);
}

TEST_CASE("a truncated object: the previous release is taken, and mending brings the newer one back") {
  const TempFolder folder;
  {
    Store store = open(folder);
    REQUIRE(install(store, k_autumn));
    REQUIRE(install(store, k_winter));
  }
  overwrite(object(folder, "winter"), "win");
  {
    Store store = open(folder);
    REQUIRE(store.active());
    CHECK(store.active()->id == k_autumn.id);
    REQUIRE(store.damage());
    CHECK(store.damage()->ko.find("media/b/c.png") != std::string::npos);
    CHECK(store.sweep().error().kind == ErrorKind::refused);
    const Release mended = install(store, k_winter).value();
    CHECK(files_under(mended.folder) == k_winter.files);
    CHECK_FALSE(store.damage());
  }
  CHECK(open(folder).active()->id == k_winter.id);
}

TEST_CASE("scrubbing finds what kept its length but not its content, and it is mended under the release") {
  const TempFolder folder;
  Store store = open(folder);
  REQUIRE(install(store, k_autumn));
  CHECK(store.scrub(1 << 20).wrong.empty());
  overwrite(object(folder, "clip"), "clop");
  CHECK(store.missing(k_autumn.id).value().empty());
  const auto found = store.scrub(1 << 20);
  CHECK(found.at_end);
  REQUIRE(found.wrong.size() == 1);
  CHECK(files_under(store.active()->folder) != k_autumn.files);  // it plays on as it is
  auto incoming = store.receive(found.wrong[0].sha256, found.wrong[0].length);
  REQUIRE(incoming);
  REQUIRE(incoming->write(as_bytes("clip")));
  REQUIRE(incoming->commit());
  const Release mended = store.activate(k_autumn.id).value();
  CHECK(files_under(mended.folder) == k_autumn.files);
  CHECK(store.scrub(1 << 20).wrong.empty());
}

TEST_CASE("scrubbing goes on where it was, a little at a time, and begins again at the end") {
  const TempFolder folder;
  Store store = open(folder);
  REQUIRE(install(store, k_autumn));
  size_t steps = 1;
  while (!store.scrub(1).at_end && steps < 100)
    ++steps;
  CHECK(steps == k_autumn.files.size() + 1);  // a file is a block, and its end is found with the next one
  overwrite(object(folder, "clip"), "clop");
  size_t wrong = 0;
  for (size_t i = 0; i < steps; ++i)
    wrong += store.scrub(1).wrong.size();
  CHECK(wrong == 1);
}

TEST_CASE("a manifest that kept its length but not its content is written again when it comes again") {
  const TempFolder folder;
  {
    Store store = open(folder);
    REQUIRE(install(store, k_autumn));
    REQUIRE(install(store, k_winter));
  }
  overwrite(folder / "store" / "objects" / k_winter.id.value.substr(0, 2) / k_winter.id.value.substr(2),
            std::string(k_winter.manifest.size(), '?'));
  Store store = open(folder);
  CHECK(store.active()->id == k_autumn.id);
  CHECK(store.damage());
  REQUIRE(install(store, k_winter));
  CHECK(store.active()->id == k_winter.id);
}

TEST_CASE("a spoilt pointer is said, and nothing is removed on its word") {
  const TempFolder folder;
  {
    Store store = open(folder);
    REQUIRE(install(store, k_autumn));
  }
  folder.write("store/active", "garbage");
  Store store = open(folder);
  CHECK_FALSE(store.active());
  CHECK(store.damage());
  CHECK_FALSE(store.sweep().has_value());
  REQUIRE(store.activate(k_autumn.id));
  CHECK(store.sweep().value() == 0);
}

TEST_CASE("sweeping leaves the active, the previous and the wanted release, and nothing else") {
  const TempFolder folder;
  Store store = open(folder);
  REQUIRE(install(store, k_spring));
  REQUIRE(install(store, k_autumn));
  REQUIRE(install(store, k_winter));
  REQUIRE(store.put(as_bytes("nobody's")));
  const Published wanted = publish({{"site.yaml", "summer"}});
  REQUIRE(store.put_manifest(wanted.id, as_bytes(wanted.manifest)));
  REQUIRE(store.receive(sha256(as_bytes("summer")), 6).value().write(as_bytes("sum")));
  REQUIRE(store.receive(sha256(as_bytes("stale")), 5).value().write(as_bytes("st")));

  // The spring's folder, manifest and clip; the orphan; the stale partial file.
  CHECK(store.sweep(std::vector{wanted.id}).value() == 5);
  CHECK(store.receive(sha256(as_bytes("summer")), 6).value().have() == 3);
  CHECK(store.missing(k_autumn.id).value().empty());
  CHECK(store.missing(k_winter.id).value().empty());
  CHECK(files_under(store.active()->folder) == k_winter.files);
  CHECK(files_under(store.previous()->folder) == k_autumn.files);
  CHECK_FALSE(store.missing(k_spring.id).has_value());
  CHECK(store.sweep(std::vector{wanted.id}).value() == 0);
  CHECK(store.sweep().value() == 2);
}

TEST_CASE("leftovers of a cut-off build are gone after opening") {
  const TempFolder folder;
  {
    Store store = open(folder);
    REQUIRE(install(store, k_autumn));
  }
  folder.write("store/releases/.new-" + k_winter.id.value + "/site.yaml", "half");
  folder.write("store/active.Ab12Cd", "half");
  const Store store = open(folder);
  CHECK_FALSE(std::filesystem::exists(folder / "store" / "releases" / (".new-" + k_winter.id.value)));
  CHECK_FALSE(std::filesystem::exists(folder / "store/active.Ab12Cd"));
  CHECK(store.active()->id == k_autumn.id);
}

TEST_CASE("one process at a time") {
  const TempFolder folder;
  const Store store = open(folder);
  CHECK(Store::open(folder / "store").error().kind == ErrorKind::refused);
}

TEST_CASE("a path that leaves the folder is refused here too") {
  const TempFolder folder;
  Store store = open(folder);
  CHECK(install(store, publish({{"../../escaped", "x"}})).error().kind == ErrorKind::invalid);
  CHECK_FALSE(std::filesystem::exists(folder / "escaped"));
  CHECK_FALSE(store.active());
}

TEST_CASE("the inventory holds the media with their facts") {
  Release release{{"r"}, {}, "/srv/releases/r"};
  const MediaFacts facts{MediaFacts::Kind::image, {10, 20}, std::nullopt};
  release.manifest.files = {{"media/a.png", 1, {}, facts}, {"site.yaml", 1, {}, std::nullopt}};
  CHECK(inventory_of(release) == Inventory{{"media/a.png", {"/srv/releases/r/media/a.png", facts}}});
}
