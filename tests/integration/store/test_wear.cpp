// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/store/disk.h"
#include "tests/support/catch.h"

using namespace madang::test;

TEST_CASE("what is there already is not written again: opening, installing and sweeping change nothing") {
  const Disk disk;
  REQUIRE(disk.update(std::nullopt).code == 0);
  const auto before = tree_of(disk.root());
  for (const Call& call : disk.update(std::nullopt).calls) {
    CAPTURE(call.name, call.paths);
    // Opening the lock would make it if it were not there; a sync of what has not changed writes nothing.
    const bool is_lock = call.name == "openat" && call.paths[0].filename() == "lock";
    CHECK((is_lock || call.name == "fsync"));
  }
  CHECK(tree_of(disk.root()) == before);
}

TEST_CASE("an update writes each missing byte once, and little besides") {
  const Disk disk;
  const auto before = tree_of(disk.root());
  size_t missing = new_release().manifest.size();
  for (const auto& [path, bytes] : new_release().files) {
    const std::string hex = madang::sha256(madang::as_bytes(bytes)).hex();
    const auto part = before.find("partial/" + hex);
    if (!before.contains("objects/" + hex.substr(0, 2) + "/" + hex.substr(2)))
      missing += bytes.size() - (part == before.end() ? 0 : part->second.size());
  }
  size_t written = 0;
  for (const Call& call : disk.calls())
    written += call.bytes.size();
  CHECK(written >= missing);
  CHECK(written < missing + 200);  // the pointer, and the count of bytes written
}
