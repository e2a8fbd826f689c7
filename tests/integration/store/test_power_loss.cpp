// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tests/integration/store/crash_model.h"
#include "tests/integration/store/disk.h"
#include "tests/integration/store/story.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;

namespace {

/// Of names, at each point; the second where there are many recordings.
constexpr size_t k_most_choices = MADANG_WALK_STRIDE == 1 ? 256 : 12;
constexpr size_t k_some_choices = MADANG_WALK_STRIDE == 1 ? 32 : 8;

constexpr size_t k_kill_stride = MADANG_WALK_STRIDE == 1 ? 1 : 12;

/// Builds wrecks, and says what a kiosk makes of them.
class Shore {
 public:
  explicit Shore(Space space = Space::ample) : space_(space) {}

  /// What is wrong with the store that a power cut left like this, or with the update that follows.
  std::vector<std::string> look_at(const Wreck& wreck) {
    if (!seen_.insert(wreck).second)
      return {};
    const auto root = folder_ / "store";
    std::filesystem::remove_all(root);
    wreck.build(root);
    Verdict verdict = examine(root, space_);
    still_old_ += verdict.is_new ? 0 : 1;
    auto store = Store::open(root, options_for(root, space_));
    auto updated = store ? update_to_new(*store) : fail(store.error());
    // What came of a file and was spoilt is found by its digest, thrown away and fetched anew: a try for
    // each.
    for (int more = 0; more < 3 && !updated && updated.error().kind == ErrorKind::invalid; ++more)
      updated = update_to_new(*store);
    if (!updated)
      verdict.problems.push_back("the next update fails: " + updated.error().message.en);
    else if (files_of_interest(root) != expected_)
      verdict.problems.push_back("the next update leaves other files than an undisturbed one");
    return verdict.problems;
  }
  /// After an undisturbed update.
  void expect(const std::filesystem::path& root) { expected_ = files_of_interest(root); }

  size_t tried() const { return seen_.size(); }
  size_t still_old() const { return still_old_; }

 private:
  static std::map<std::string, std::string> files_of_interest(const std::filesystem::path& root) {
    auto tree = tree_of(root);
    tree.erase("written");  // how much it was depends on how often it was begun
    return tree;
  }

  Space space_;
  TempFolder folder_{TempFolder::Where::memory};
  std::map<std::string, std::string> expected_;
  std::set<Wreck> seen_;
  size_t still_old_ = 0;
};

enum class Findings { all, first };

/// The power goes after each of the calls from `first` on.
std::vector<std::string> lose_power(Shore& shore, CrashModel model, const std::vector<Call>& calls,
                                    size_t first, size_t most, std::mt19937_64& random,
                                    Findings findings = Findings::all) {
  std::vector<std::string> wrong;
  for (size_t i = 0; i < calls.size(); ++i) {
    model.apply(calls[i]);
    if (i < first)
      continue;
    for (const Wreck& wreck : model.wrecks(most, random)) {
      for (const std::string& problem : shore.look_at(wreck)) {
        wrong.push_back(fmt::format("after {} {} ({}): {}", calls[i].name, calls[i].nth,
                                    calls[i].paths[0].string(), problem));
        if (findings == Findings::first)
          return wrong;
      }
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("the power goes: whatever was not synced is lost, or not, and the store is old or new") {
  for (const Space space : {Space::ample, Space::tight}) {
    const Disk disk(space);
    std::mt19937_64 random(1);
    Shore shore(space);
    const CrashModel before(disk.root());
    disk.update(std::nullopt);
    shore.expect(disk.root());

    CHECK(lose_power(shore, before, disk.calls(), 0, k_most_choices, random) == std::vector<std::string>{});
    fmt::print(
        "power lost at {} points of an update: {} different disks tried, the old release on {}, the new one "
        "on "
        "{}\n",
        disk.calls().size(), shore.tried(), shore.still_old(), shore.tried() - shore.still_old());
    CHECK(shore.still_old() > 0);
    CHECK(shore.still_old() < shore.tried());
  }
}

TEST_CASE("a process is killed, another one ends its update, and then the power goes") {
  const Disk disk;
  std::mt19937_64 random(2);
  Shore shore;
  const CrashModel before(disk.root());
  disk.update(std::nullopt);
  shore.expect(disk.root());

  int kills = 0;
  for (size_t i = 0; i < disk.calls().size(); i += k_kill_stride) {
    const Call& call = disk.calls()[i];
    CAPTURE(call.name, call.nth, call.paths);
    disk.reset();
    auto calls = disk.update(Injection{call.name, call.nth, "signal=SIGKILL"}).calls;
    const size_t killed_after = calls.size();
    const auto rest = disk.update(std::nullopt).calls;
    calls.insert(calls.end(), rest.begin(), rest.end());
    CHECK(lose_power(shore, before, calls, killed_after, k_some_choices, random) ==
          std::vector<std::string>{});
    ++kills;
  }
  fmt::print(
      "power lost after {} kills: {} different disks tried, the old release on {}, the new one on {}\n",
      kills, shore.tried(), shore.still_old(), shore.tried() - shore.still_old());
}

TEST_CASE("an fsync fails, the next try succeeds, and then the power goes") {
  const Disk disk;
  std::mt19937_64 random(3);
  Shore shore;
  const CrashModel before(disk.root());
  disk.update(std::nullopt);
  shore.expect(disk.root());

  int failures = 0;
  for (const Call& call : disk.calls()) {
    if (call.name != "fsync" || failures++ % MADANG_WALK_STRIDE != 0)
      continue;
    CAPTURE(call.nth, call.paths);
    disk.reset();
    const Traced traced = disk.update(Injection{call.name, call.nth, "error=EIO"}, 2);
    REQUIRE(traced.code == 0);
    CHECK(lose_power(shore, before, traced.calls, 0, k_some_choices, random) == std::vector<std::string>{});
  }
  fmt::print("power lost after one of {} fsyncs failed: {} different disks tried\n", failures, shore.tried());
}

TEST_CASE("this would notice: without any one kind of its syncs the same update is not safe") {
  const Disk disk;
  const CrashModel before(disk.root());
  const auto root = disk.root();
  const auto in = [&](const char* folder) {
    return [place = (root / folder).string()](const std::string& path) { return path.starts_with(place); };
  };
  const std::map<std::string, std::function<bool(const std::string&)>> kinds{
      {"of what came, before it is named", in("partial/")},
      {"of the names of objects", in("objects")},
      {"of the pointer, before it is named", in("active")},
      {"of the name of the pointer", [&](const std::string& path) { return path == root; }},
  };
  for (const auto& [kind, is_of_kind] : kinds) {
    CAPTURE(kind);
    std::vector<Call> calls;
    for (const Call& call : disk.calls()) {
      if (call.name != "fsync" || !is_of_kind(call.paths[0].string()))
        calls.push_back(call);
    }
    CHECK(calls.size() < disk.calls().size());
    std::mt19937_64 random(4);
    Shore shore;
    CHECK_FALSE(lose_power(shore, before, calls, 0, k_some_choices, random, Findings::first).empty());
  }
}
