// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>

#include "tests/integration/store/disk.h"
#include "tests/support/catch.h"

using namespace madang::test;

namespace {

void walk(Space space) {
  const Disk disk(space);
  REQUIRE(disk.calls().size() > 60);
  int runs = 0;
  int still_old = 0;
  for (size_t i = 0; i < disk.calls().size(); i += MADANG_WALK_STRIDE) {
    const Call& call = disk.calls()[i];
    CAPTURE(call.name, call.nth, call.paths);
    disk.reset();
    const Traced killed = disk.update(Injection{call.name, call.nth, "signal=SIGKILL"});
    REQUIRE(killed.code == 128 + 9);
    const Traced verdict = disk.examine();
    CAPTURE(verdict.output);
    CHECK(verdict.code == 0);
    ++runs;
    still_old += verdict.output.starts_with("old") ? 1 : 0;
    CHECK(disk.difference_after_next_update() == std::vector<std::string>{});
  }
  fmt::print(
      "an update makes {} writing system calls ({}); killed at {} of them: {} times the old release, {} "
      "times "
      "the new one\n",
      disk.calls().size(), count_of(disk.calls()), runs, still_old, runs - still_old);
  CHECK(still_old > 0);
  CHECK(still_old < runs);
}

}  // namespace

TEST_CASE(
    "killed at any system call that writes: old or new, never mixed, and the next update leaves nothing") {
  walk(Space::ample);
}

TEST_CASE("the same where the release before the old one must make room first") {
  walk(Space::tight);
}
