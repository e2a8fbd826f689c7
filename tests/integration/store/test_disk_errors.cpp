// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "tests/integration/store/disk.h"
#include "tests/integration/store/story.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;

namespace {

struct Failure {
  const char* error;
  const char* kind;  ///< that the store must make of it
};
constexpr std::array k_failures{Failure{"ENOSPC", "limit"}, Failure{"EIO", "unavailable"}};

/// A full disk does not fail what only frees.
bool may_fail(const Call& call, const Failure& failure) {
  return std::string_view(failure.error) != "ENOSPC" ||
         !(call.name.starts_with("unlink") || call.name == "rmdir" || call.name == "ftruncate" ||
           call.name == "fchmod");
}

/// Those to be failed, in a sample or all of them: `tests/integration/store/CMakeLists.txt`.
std::vector<Call> failing(const Disk& disk, const Failure& failure) {
  std::vector<Call> calls;
  size_t seen = 0;
  for (const Call& call : disk.calls()) {
    if (may_fail(call, failure) && seen++ % MADANG_WALK_STRIDE == 0)
      calls.push_back(call);
  }
  return calls;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

/// A try that failed says what failed, where, of which kind, in both languages, and which release is active.
void check_reason(const std::string& line, const Failure& failure) {
  CAPTURE(line);
  const bool was_open = !line.starts_with("not opened");
  if (was_open) {
    const std::string active = line.substr(0, 8);
    CHECK((old_release().id.value.starts_with(active) || new_release().id.value.starts_with(active)));
  }
  CHECK(line.find(fmt::format(": {}: ", failure.kind)) != std::string::npos);
  CHECK(line.find("/store") != std::string::npos);
  CHECK(line.find("못했습니다") != std::string::npos);
}

}  // namespace

TEST_CASE("any one call fails: a typed reason, nothing mixed, and the next try succeeds") {
  const Disk disk;
  int failed_tries = 0;
  int reopened = 0;
  int runs = 0;
  for (const Failure& failure : k_failures) {
    for (const Call& call : failing(disk, failure)) {
      CAPTURE(failure.error, call.name, call.nth, call.paths);
      disk.reset();
      ++runs;
      const Traced traced =
          disk.update(Injection{call.name, call.nth, fmt::format("error={}", failure.error)}, 2);
      CAPTURE(traced.output);
      CHECK(traced.code == 0);
      const auto lines = lines_of(traced.output);
      REQUIRE_FALSE(lines.empty());
      CHECK(lines.back() == "done");
      for (size_t i = 0; i + 1 < lines.size(); ++i) {
        check_reason(lines[i], failure);
        reopened += lines[i].starts_with("not opened") ? 1 : 0;
        ++failed_tries;
      }
      const Traced verdict = disk.examine();
      CAPTURE(verdict.output);
      CHECK(verdict.code == 0);
      CHECK(verdict.output.starts_with("new"));
      CHECK(disk.difference_after_next_update() == std::vector<std::string>{});
    }
  }
  fmt::print(
      "{} calls failed, one at a time: {} times the update said why and the next try of the same process "
      "succeeded, "
      "{} of these had to open the store again; {} times it got by\n",
      runs, failed_tries, reopened, runs - failed_tries);
  CHECK(failed_tries > runs / 2);
}

TEST_CASE("a call fails from then on: one whole release is active, and a mended disk takes the new one") {
  const Disk disk;
  int runs = 0;
  int still_old = 0;
  for (const Failure& failure : k_failures) {
    for (const Call& call : failing(disk, failure)) {
      CAPTURE(failure.error, call.name, call.nth, call.paths);
      disk.reset();
      ++runs;
      const Traced traced = disk.update(Injection{call.name, call.nth, fmt::format("error={}", failure.error),
                                                  Injection::Repeat::from_then_on},
                                        2);
      CAPTURE(traced.output);
      CHECK(traced.output.find("MIXED") == std::string::npos);
      const Traced verdict = disk.examine();
      CAPTURE(verdict.output);
      CHECK(verdict.code == 0);
      still_old += verdict.output.starts_with("old") ? 1 : 0;
      CHECK(disk.difference_after_next_update() == std::vector<std::string>{});
    }
  }
  fmt::print(
      "{} times a call failed from then on: {} times the old release stayed, {} times the new one was active "
      "already\n",
      runs, still_old, runs - still_old);
  CHECK(still_old > runs / 2);
}

TEST_CASE("after a failed fsync the object is written again from its source, all of it") {
  const Disk disk;
  int objects = 0;
  for (const Call& call : disk.calls()) {
    const std::string path = call.paths[0].string();
    const size_t name = path.find("/partial/");
    if (call.name != "fsync" || name == std::string::npos)
      continue;
    CAPTURE(path);
    disk.reset();
    const Traced traced = disk.update(Injection{call.name, call.nth, "error=EIO"}, 2);
    REQUIRE(traced.code == 0);
    size_t written = 0;
    bool is_gone = false;
    bool is_synced = false;
    bool has_failed = false;
    for (const Call& each : traced.calls) {
      if (each.paths[0] != path)
        continue;
      if (each.name == "fsync")
        (has_failed ? is_synced : has_failed) = each.result == (has_failed ? 0 : -1);
      else if (has_failed && each.name.starts_with("unlink"))
        is_gone = true;
      else if (has_failed && each.name == "write") {
        CHECK(is_gone);
        written += each.bytes.size();
      } else if (each.name.starts_with("rename")) {
        CHECK(is_synced);
      }
    }
    const auto files = files_under(disk.root() / "objects");
    const std::string hex = path.substr(name + 9);
    CHECK(written == files.at(hex.substr(0, 2) + "/" + hex.substr(2)).size());
    ++objects;
  }
  CHECK(objects == 4);  // the manifest, and three files
}

TEST_CASE("on a disk that has become read-only the old release can still be shown") {
  const Disk disk;
  const Injection read_only{
      "?rename,?renameat,renameat2,?mkdir,mkdirat,?unlink,unlinkat,?rmdir,?link,linkat,fsync,"
      "ftruncate,fchmod",
      1, "error=EROFS", Injection::Repeat::from_then_on};
  const Traced before = disk.examine(read_only);
  CHECK(before.code == 0);
  CHECK(before.output == "old\n");
  const Traced traced = disk.update(read_only, 2);
  CHECK(traced.code == 1);
  CHECK(traced.output.find("refused: ") != std::string::npos);
  CHECK(disk.examine(read_only).output == "old\n");
}
