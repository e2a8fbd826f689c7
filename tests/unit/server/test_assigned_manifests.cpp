// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/assigned_manifests.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "content-schema/wire/codec.h"
#include "tests/support/catch.h"
#include "tests/support/signed_repository.h"
#include "tests/support/temp_folder.h"
#include "tools/server/prune.h"

namespace madang::server {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

const ScreenId k_gate{"gate-1"};

/// The targets of a document, each as any client would find it: its digest, where consistent snapshots put
/// it.
void check_all_there(const Repository& repository, const trust::Targets& targets) {
  for (const auto& [path, file] : targets.targets) {
    CAPTURE(path);
    const auto slash = path.rfind('/') + 1;
    const auto name = fmt::format("{}.{}", file.hashes.at("sha256"), path.substr(slash));
    const auto bytes = read_file(repository.folder / "targets" / path.substr(0, slash) / name, 1 << 20);
    REQUIRE(bytes);
    CHECK(sha256(*bytes).hex() == file.hashes.at("sha256"));
    CHECK(bytes->size() == file.length);
  }
}

TEST_CASE("everything that a repository lists as a target is there under its name") {
  const test::TempFolder folder;
  test::SignedRepository repository(folder.path());
  repository.offer("one", {"gate-1", "gate-2"});
  repository.offer("two", {"gate-2", "north"});
  const Catalogue catalogue = repository.read();
  REQUIRE(catalogue.targets.targets.size() == 2);
  REQUIRE(catalogue.assignments.targets.size() == 2);
  check_all_there(repository.repository, catalogue.targets);
  check_all_there(repository.repository, catalogue.assignments);
}

TEST_CASE("a manifest that a screen is assigned takes no more room on the disk") {
  const test::TempFolder folder;
  test::SignedRepository repository(folder.path());
  const ReleaseId id = repository.offer("one");
  CHECK(fs::hard_link_count(repository.repository.release(id)) == 2);
}

TEST_CASE("on another disk it is a copy") {
  const test::TempFolder folder;
  const test::TempFolder memory(test::TempFolder::Where::memory);
  fs::create_directories(folder / "repository/targets");
  fs::create_directory_symlink(memory.path(), folder / "repository/targets/screens");
  test::SignedRepository repository(folder.path());
  repository.offer("one");
  check_all_there(repository.repository, repository.read().assignments);
}

TEST_CASE("what is there stays, and what is not there is nobody's") {
  const test::TempFolder folder;
  test::SignedRepository repository(folder.path());
  const ReleaseId id = repository.offer("one");
  CHECK(put_assigned(repository.repository, {{k_gate, id}}));
  CHECK(put_assigned(repository.repository, {{k_gate, ReleaseId{std::string(64, 'a')}}}));
  CHECK(put_assigned(repository.repository, {{k_gate, ReleaseId{"../../secret"}}}));
  size_t files = 0;
  for ([[maybe_unused]] const auto& each : fs::directory_iterator(folder / "repository/targets/screens"))
    ++files;
  CHECK(files == 1);
}

TEST_CASE("a name that leads out of the folder is no screen, whoever has signed it") {
  const test::TempFolder folder;
  test::SignedRepository repository(folder.path());
  const ReleaseId id = repository.offer("one");
  Catalogue catalogue = repository.read();
  const auto file = catalogue.assignments.targets.at("screens/gate-1.json");
  catalogue.assignments.targets = {{"screens/x/../../../out.json", file}, {"screens/gate-1.json", file}};
  CHECK(assignments_of(catalogue) == std::map<ScreenId, ReleaseId>{{k_gate, id}});
}

TEST_CASE("what a screen is assigned no more goes after a day, all of it at once") {
  const test::TempFolder folder;
  test::SignedRepository office(folder.path());
  const auto manifest = [&] { return encode(Manifest{office.now, {}}); };
  const ReleaseId first = office.offer(manifest(), {"gate-1", "gate-2", "north"});
  // A release of last week: its age is not that of what was assigned today.
  fs::last_write_time(office.repository.release(first), fs::file_time_type::clock::now() - 7 * 24h);
  office.now += 1s;
  const ReleaseId second = office.offer(manifest(), {"gate-1", "gate-2"});
  CHECK(prune(office.repository, office.read(), office.now + 1h).value().files == 0);
  const Pruned pruned = prune(office.repository, office.read(), office.now + 48h).value();
  CHECK(pruned.files == 3);
  CHECK(pruned.bytes == 0);  // the manifest itself is listed, to go back to
  CHECK(fs::exists(office.repository.release(first)));
  CHECK_FALSE(fs::exists(office.repository.assigned(k_gate, first)));
  CHECK(fs::exists(office.repository.assigned(k_gate, second)));
}

}  // namespace
}  // namespace madang::server
