// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/catalogue.h"

#include <nlohmann/json.hpp>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "tests/support/catch.h"
#include "tests/support/signed_repository.h"
#include "tests/support/temp_folder.h"

namespace madang::server {
namespace {

using namespace std::chrono_literals;
using test::SignedRepository;

nlohmann::json json_of(const std::filesystem::path& file) {
  return nlohmann::json::parse(as_text(read_file(file, 1 << 24).value()));
}

TEST_CASE("what is listed and assigned is there again, newest first, and every document is a new version") {
  const test::TempFolder folder;
  SignedRepository repository(folder.path());
  const auto one = repository.offer("one");
  const auto two = repository.offer("two", {"gate-1", "gate-2"});
  const Catalogue catalogue = repository.read();
  const auto releases = releases_of(catalogue);
  REQUIRE(releases.size() == 2);
  CHECK(releases[0].id == two);
  CHECK(releases[0].number == 2);
  CHECK(releases[1].id == one);
  CHECK(assignments_of(catalogue) ==
        std::map<ScreenId, ReleaseId>{{ScreenId{"gate-1"}, two}, {ScreenId{"gate-2"}, two}});
  CHECK(catalogue.targets.version == 2);
  CHECK(catalogue.assignments.version == 2);
  CHECK(catalogue.snapshot.version == 2);
  CHECK(catalogue.timestamp.version == 2);
}

TEST_CASE("nothing new is signed where nothing has changed, and all of it in good time") {
  const test::TempFolder folder;
  SignedRepository repository(folder.path());
  repository.offer("one");
  const Catalogue first = repository.read();
  CHECK_FALSE(wants_renewal(first, repository.now + 3 * 24h));
  repository.write(first);
  CHECK(repository.read().timestamp.version == 1);

  repository.now += 4 * 24h;  // half of the timestamp's week is over
  CHECK(wants_renewal(first, repository.now));
  repository.write(first);
  CHECK(repository.read().timestamp.version == 2);
  CHECK(repository.read().snapshot.version == 1);
  CHECK(repository.read().timestamp.expires > repository.now + 6 * 24h);

  repository.now += 20 * 24h;
  repository.write(repository.read());
  CHECK(repository.read().snapshot.version == 2);
  CHECK(repository.read().assignments.version == 2);
  CHECK(repository.read().targets.version == 1);
}

TEST_CASE("the online key alone moves screens among the releases, and can list none") {
  const test::TempFolder folder;
  SignedRepository repository(folder.path());
  const auto one = repository.offer("one");
  repository.offer("two");
  const auto before = read_catalogue(repository.repository, repository.keys).value();
  const auto online = load_key(repository.keys, before->root, KeyRole::online, "").value();
  Catalogue next = *before;
  REQUIRE(assign(next, {{ScreenId{"gate-1"}, one}}));
  CHECK(write_catalogue(repository.repository, next, before, repository.keys, {nullptr, &online},
                        repository.now));
  CHECK(assignments_of(repository.read()).at(ScreenId{"gate-1"}) == one);

  next = repository.read();
  list_release(next, {ReleaseId{std::string(64, 'a')}, 5, 0, repository.now, "", "", 1, 5, false});
  const auto refused = write_catalogue(repository.repository, next, repository.read(), repository.keys,
                                       {nullptr, &online}, repository.now);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::refused);
  CHECK(assign(next, {{ScreenId{"gate-1"}, ReleaseId{"nowhere"}}}).error().kind == ErrorKind::not_found);
}

TEST_CASE("what somebody else has put into the repository is not signed by us") {
  const test::TempFolder folder;
  SignedRepository repository(folder.path());
  repository.offer("one");
  const auto file = repository.repository.document("targets", 1);
  auto targets = json_of(file);
  const std::string evil(64, 'e');
  targets["signed"]["targets"]["releases/" + evil + ".json"] = {{"length", 5},
                                                                {"hashes", {{"sha256", evil}}}};
  REQUIRE(write_file_atomically(file, as_bytes(targets.dump())));
  const auto read = read_catalogue(repository.repository, repository.keys);
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == ErrorKind::refused);
  CHECK(read.error().message.en.find("1.targets.json") != std::string::npos);
}

TEST_CASE("after a key was replaced only the version of what the old one signed is taken") {
  const test::TempFolder folder;
  SignedRepository repository(folder.path());
  repository.offer("one");
  repository.offer("two");
  SECTION("targets: the releases are to be published again") {
    renew_root(repository.keys, {KeyRole::targets}, "", repository.now).value();
    const Catalogue catalogue = repository.read();
    CHECK(releases_of(catalogue).empty());
    CHECK(catalogue.targets.version == 2);
    CHECK(catalogue.snapshot.version == 2);
    repository.offer("three");
    CHECK(repository.read().targets.version == 3);
    CHECK(releases_of(repository.read()).size() == 1);
  }
  SECTION("online: the screens are to be assigned again") {
    renew_root(repository.keys, {KeyRole::online}, "", repository.now).value();
    CHECK(assignments_of(repository.read()).empty());
    CHECK(releases_of(repository.read()).size() == 2);
    repository.offer("three");
    CHECK(assignments_of(repository.read()).size() == 1);
    CHECK(repository.read().timestamp.version == 3);
  }
}

TEST_CASE("old releases are forgotten, but none that a screen shows") {
  const test::TempFolder folder;
  SignedRepository repository(folder.path());
  const auto first = repository.offer("0");
  Catalogue catalogue = repository.read();
  for (int i = 1; i <= 40; ++i) {
    const std::string digest = sha256(as_bytes(std::to_string(i))).hex();
    list_release(catalogue, {ReleaseId{digest}, 1, 0, repository.now, "", "", 1, 1, false});
  }
  const auto releases = releases_of(catalogue);
  CHECK(releases.size() == k_kept_releases + 1);
  CHECK(releases.front().number == 41);
  CHECK(releases.back().id == first);
}

}  // namespace
}  // namespace madang::server
