// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <sys/wait.h>
#include <unistd.h>

#include "scheduler/store/store.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tests/support/published.h"

using namespace madang;
using namespace madang::test;

namespace {

const Published k_old = publish({{"site.yaml", "site"}, {"media/a.mp4", "clip"}, {"media/x/old.png", "old"}});
const Published k_middle = publish({{"site.yaml", "site"}, {"media/a.mp4", "middle clip"}});
const Published k_new =
    publish({{"site.yaml", "new site"}, {"media/a.mp4", "clip"}, {"media/x/y/new.png", "new"}});

/// Does an update in a process of its own, which ends without a word at its `last` step. Whether it got to
/// the end.
bool update_until(const std::filesystem::path& root, int last) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    int steps = 0;
    StoreOptions options;
    options.hook = [&](std::string_view) {
      if (++steps == last)
        ::_exit(7);
    };
    auto store = Store::open(root, options);
    if (!store || !install(*store, k_new) || !store->sweep())
      ::_exit(1);
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) != 1);
  return WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("the power may go after any step of an update: old or new, never mixed, and the next try ends it") {
  int last = 1;
  for (bool finished = false; !finished; ++last) {
    CAPTURE(last);
    const TempFolder folder;
    const auto root = folder / "store";
    {
      Store store = Store::open(root).value();
      REQUIRE(install(store, k_old));
      REQUIRE(install(store, k_middle));
    }
    finished = update_until(root, last);
    {
      Store store = Store::open(root).value();
      REQUIRE(store.active());
      CHECK_FALSE(store.damage());
      const bool is_new = store.active()->id == k_new.id;
      CHECK((is_new || store.active()->id == k_middle.id));
      CHECK(files_under(store.active()->folder) == (is_new ? k_new : k_middle).files);
      REQUIRE(store.previous());
      CHECK(files_under(store.previous()->folder) == (is_new ? k_middle : k_old).files);
      CHECK(store.scrub(1 << 30).wrong.empty());

      REQUIRE(install(store, k_new));
      REQUIRE(store.sweep());
      CHECK(files_under(store.active()->folder) == k_new.files);
    }
    // No file is left that a run without a cut would not have: 3 of new, 2 of middle, 5 objects of these, 2
    // manifests, active, lock.
    CHECK(files_under(root).size() == 3 + 2 + 5 + 2 + 2);
  }
  CHECK(last > 20);
}
