// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/prune.h"

#include "content-schema/base/digest.h"
#include "content-schema/wire/codec.h"
#include "tests/support/catch.h"
#include "tests/support/signed_repository.h"
#include "tests/support/temp_folder.h"

namespace madang::server {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

/// Releases of one file each, with a file that all of them share.
struct Office {
  test::TempFolder folder;
  test::SignedRepository repository{folder.path()};

  fs::path object(const std::string& body) const { return repository.repository.object(sha256(as_bytes(body))); }
  ReleaseId publish(const std::string& body) {
    Manifest manifest{repository.now, {}};
    for (const std::string& each : {body, std::string("shared")}) {
      folder.write("repository/" + object(each).lexically_relative(repository.repository.folder).string(), each);
      manifest.files.push_back({each, each.size(), sha256(as_bytes(each)), std::nullopt});
    }
    return repository.offer(encode(manifest));
  }
  Pruned prune(SysTime now) const { return server::prune(repository.repository, repository.read(), now).value(); }
};

TEST_CASE("what was forgotten goes after a day, and what is listed stays") {
  Office office;
  const ReleaseId first = office.publish("0");
  for (size_t i = 1; i <= k_kept_releases; ++i)
    office.publish(std::to_string(i));
  const Repository& repository = office.repository.repository;
  CHECK(office.prune(office.repository.now + 1h).files == 0);
  const Pruned pruned = office.prune(office.repository.now + 48h);
  // A manifest, an object; what the screen was assigned before; of 31 versions of three documents the first
  // eleven.
  CHECK(pruned.files == 2 + 30 + 3 * 11);
  CHECK(pruned.bytes > 0);
  CHECK_FALSE(fs::exists(office.object("0")));
  CHECK_FALSE(fs::exists(repository.release(first)));
  CHECK(fs::exists(office.object("1")));
  CHECK(fs::exists(office.object("shared")));
  CHECK(fs::exists(repository.document("root", 1)));
  CHECK_FALSE(fs::exists(repository.document("snapshot", 11)));
  CHECK(fs::exists(repository.document("snapshot", 12)));
  CHECK(releases_of(office.repository.read()).size() == k_kept_releases);
  CHECK(office.prune(office.repository.now + 96h).files == 0);
}

TEST_CASE("what a publication left that was cut off goes, too") {
  Office office;
  office.publish("1");
  office.folder.write("repository/objects/ab/abcd", "half of somethi");
  CHECK(office.prune(office.repository.now + 48h).files == 1);
}

TEST_CASE("nothing is removed when a manifest is damaged: what it needs is not known") {
  Office office;
  const ReleaseId first = office.publish("1");
  office.publish("2");
  office.folder.write("repository/objects/ab/abcd", "nobody's");
  office.folder.write("repository/targets/releases/" + first.value + "." + first.value + ".json", "{}");
  CHECK_FALSE(prune(office.repository.repository, office.repository.read(), office.repository.now + 48h));
  CHECK(fs::exists(office.folder / "repository/objects/ab/abcd"));
}

}  // namespace
}  // namespace madang::server
