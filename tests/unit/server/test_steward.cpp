// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/steward.h"

#include <algorithm>

#include "tests/support/catch.h"
#include "tests/support/signed_repository.h"
#include "tests/support/temp_folder.h"
#include "tools/server/repository_lock.h"

namespace madang::server {
namespace {

using namespace std::chrono_literals;
using Stage = Rollout::Stage;

/// Twenty gates on an old release, a new one that was published in stages, and somebody who looks after it.
struct Office {
  test::TempFolder folder;
  test::SignedRepository repository{folder.path()};
  std::vector<std::string> gates = [] {
    std::vector<std::string> all;
    for (int i = 0; i < 20; ++i)
      all.push_back("gate-" + std::to_string(i));
    return all;
  }();
  ReleaseId old = repository.offer("old", gates);
  SysTime now = repository.now;
  Steward steward{repository.repository, repository.keys};

  std::map<ScreenId, ReleaseId> assigned() const { return assignments_of(repository.read()); }
  long count(const ReleaseId& release) const {
    const auto all = assigned();
    return std::count_if(all.begin(), all.end(), [&](const auto& each) { return each.second == release; });
  }
  /// Every gate has what it was assigned, and is well.
  std::vector<ScreenReport> all_well() const {
    std::vector<ScreenReport> reports;
    for (const auto& [screen, release] : assigned())
      reports.push_back({screen, release, true, {}, 1s});
    return reports;
  }
  void look(std::span<const ScreenReport> reports) {
    const auto looked = steward.look(reports, now);
    if (!looked)
      FAIL(looked.error().message.en);
  }
  void look() { look(all_well()); }
};

TEST_CASE("what was published in stages comes to one screen, a tenth, and all") {
  Office office;
  const auto fresh = office.repository.stage("new");
  CHECK(office.count(fresh) == 0);
  office.look();
  CHECK(office.count(fresh) == 1);
  office.look();
  CHECK(office.count(fresh) == 1);
  office.now += 10min;
  office.look();
  CHECK(office.count(fresh) == 2);
  office.now += 10min;
  SECTION("also when the server was started again in between") {
    Steward again(office.repository.repository, office.repository.keys);
    REQUIRE(again.look(office.all_well(), office.now));
    CHECK(office.count(fresh) == 20);
    CHECK(again.rollout()->stage == Stage::all);
    return;
  }
  office.look();
  CHECK(office.count(fresh) == 20);
  office.now += 10min;
  office.look();
  CHECK(office.steward.rollout()->stage == Stage::done);
  CHECK(office.count(fresh) == 20);
}

TEST_CASE("trouble takes it back from those who have it, and it stays back") {
  Office office;
  const auto fresh = office.repository.stage("new");
  office.look();
  office.now += 10min;
  office.look();
  REQUIRE(office.count(fresh) == 2);
  auto reports = office.all_well();
  std::find_if(reports.begin(), reports.end(), [&](const auto& each) {
    return each.release == fresh;
  })->problems = {say("media/a.mp4: 풀 수 없습니다", "media/a.mp4: cannot be decoded")};
  office.look(reports);
  CHECK(office.steward.rollout()->stage == Stage::withdrawn);
  CHECK(office.count(office.old) == 20);
  office.now += 24h;
  office.look();
  CHECK(office.count(office.old) == 20);

  const auto mended = office.repository.stage("mended");
  office.look();
  CHECK(office.count(mended) == 1);
}

TEST_CASE("what was taken back and is published once more is tried once more") {
  Office office;
  const auto fresh = office.repository.stage("new");
  office.look();
  REQUIRE(office.count(fresh) == 1);
  auto reports = office.all_well();
  for (ScreenReport& each : reports)
    each.player = each.release != fresh;
  office.look(reports);
  REQUIRE(office.steward.rollout()->stage == Stage::withdrawn);
  CHECK(office.repository.stage("new") == fresh);
  office.look();
  CHECK(office.steward.rollout()->stage == Stage::first);
  CHECK(office.count(fresh) == 1);
  // But not from the beginning while it is on its way.
  office.now += 10min;
  office.look();
  CHECK(office.repository.stage("new") == fresh);
  office.look();
  CHECK(office.steward.rollout()->stage == Stage::tenth);
}

TEST_CASE("power that goes between deciding and moving leaves it to the next look") {
  Office office;
  const auto fresh = office.repository.stage("new");
  const auto before = office.repository.files();
  office.look();
  REQUIRE(office.count(fresh) == 1);
  std::filesystem::remove_all(office.repository.repository.folder);  // the decision is kept, the move is not
  for (const auto& [path, body] : before)
    office.folder.write("repository" + path, body);
  REQUIRE(office.count(fresh) == 0);
  Steward again(office.repository.repository, office.repository.keys);
  REQUIRE(again.look(office.all_well(), office.now));
  CHECK(office.count(fresh) == 1);
}

TEST_CASE("whoever moves screens by hand is right") {
  Office office;
  const auto fresh = office.repository.stage("new");
  office.look();
  auto catalogue = office.repository.read();
  std::map<ScreenId, ReleaseId> all_old;
  for (const auto& [screen, release] : assignments_of(catalogue))
    all_old[screen] = office.old;
  REQUIRE(assign(catalogue, all_old));
  office.repository.write(catalogue);
  office.look();
  office.now += 1h;
  office.look();
  CHECK(office.count(fresh) == 0);
  CHECK(office.steward.rollout()->stage == Stage::done);
}

TEST_CASE("a release that was published to all at once is nobody's business") {
  Office office;
  const auto all = office.repository.offer("at once", office.gates);
  office.look();
  CHECK_FALSE(office.steward.rollout());
  CHECK(office.count(all) == 20);
}

TEST_CASE("what would run out is signed anew, with nothing changed") {
  Office office;
  const auto before = office.repository.read();
  office.now += 3 * 24h;
  office.look();
  CHECK(office.repository.read().timestamp.version == before.timestamp.version);
  office.now += 24h;
  office.look();
  const auto after = office.repository.read();
  CHECK(after.timestamp.version == before.timestamp.version + 1);
  CHECK(after.timestamp.expires >= office.now + 6 * 24h);
  CHECK(after.targets == before.targets);
  CHECK(office.count(office.old) == 20);
}

TEST_CASE("while somebody publishes it waits") {
  Office office;
  office.now += 5 * 24h;
  const auto held = lock(office.repository.repository);
  REQUIRE(held);
  CHECK(office.steward.look(office.all_well(), office.now).error().kind == ErrorKind::unavailable);
}

}  // namespace
}  // namespace madang::server
