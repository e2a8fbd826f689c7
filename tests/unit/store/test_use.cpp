// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/use.h"

#include <sys/stat.h>

#include "scheduler/store/store.h"
#include "tests/support/catch.h"
#include "tests/support/published.h"
#include "tests/support/temp_folder.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

constexpr SysTime k_evening{std::chrono::sys_days{2026y / 11 / 22} + 23h + 59min};
constexpr SysTime k_next_day = k_evening + 1min;

ino_t inode(const std::filesystem::path& path) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  return info.st_ino;
}

}  // namespace

TEST_CASE("bytes add up for a day, and begin at nothing on another") {
  const Written evening = add(add({}, 5, k_evening), 7, k_evening);
  CHECK(evening.on(k_evening) == 12);
  CHECK(evening.on(k_next_day) == 0);
  CHECK(add(evening, 3, k_next_day).on(k_next_day) == 3);
  CHECK(add(evening, 3, k_evening - 24h).on(k_evening - 24h) == 3);  // the clock was set back
}

TEST_CASE("the count is a line of text, and what is none is a count of nothing") {
  const Written written{std::chrono::sys_days{2026y / 11 / 22}, 1234567890123};
  CHECK(to_text(written) == "2026-11-22 1234567890123\n");
  CHECK(written_from(to_text(written)) == written);
  for (const char* text : {"", "\n", "2026-11-22 \n", "2026-11-22 12", "2026-13-22 12\n", "2026-11-22 -1\n",
                           "2026-11-22 99999999999999999999\n", "2026-11-22 1 2\n"}) {
    CAPTURE(text);
    CHECK(written_from(text).bytes == 0);
  }
}

TEST_CASE("what was written today is there after a restart, and tells what the store holds") {
  const TempFolder folder;
  const Published release = publish({{"a.png", std::string(100'000, 'a')}, {"site.yaml", "site"}});
  const std::uint64_t bytes = 100'000 + 4 + release.manifest.size();
  {
    Store store = Store::open(folder / "store").value();
    REQUIRE(install(store, release));
    CHECK(store.use(k_evening).value().written_today == 0);  // told when a round ends
    REQUIRE(store.note_written(k_evening));
    CHECK(store.use(k_evening).value().written_today == bytes);
  }
  Store store = Store::open(folder / "store").value();
  const StoreUse use = store.use(k_evening).value();
  CHECK(use.written_today == bytes);
  CHECK(use.held >= bytes);
  CHECK(use.held < bytes + (1 << 20));
  CHECK(use.free > 0);
  CHECK(store.use(k_next_day).value().written_today == 0);
}

TEST_CASE("of a round that is cut off only what was not much yet is not counted") {
  const TempFolder folder;
  const Published release = publish({{"a.png", std::string(100'000, 'a')}});
  {
    Store store = Store::open(folder / "store").value();
    REQUIRE(store.put_manifest(release.id, as_bytes(release.manifest)));
    REQUIRE(store.note_written(k_evening, 1000));
    CHECK_FALSE(std::filesystem::exists(folder / "store/written"));
    REQUIRE(install(store, release));
    REQUIRE(store.note_written(k_evening, 1000));
    REQUIRE(store.put(as_bytes("a little")));
    REQUIRE(store.note_written(k_evening, 1000));
  }
  CHECK(read_written(folder / "store").on(k_evening) == 100'000 + release.manifest.size());
}

TEST_CASE("nothing is written again that has not changed") {
  const TempFolder folder;
  const Published release = publish({{"a.png", "picture"}, {"site.yaml", "site"}});
  Store store = Store::open(folder / "store").value();
  REQUIRE(install(store, release));
  REQUIRE(store.note_written(k_evening));
  const auto root = folder / "store";
  const auto before = std::vector{inode(root / "active"), inode(root / "written"),
                                  inode(root / "releases" / release.id.value)};
  REQUIRE(install(store, release));
  REQUIRE(store.sweep());
  REQUIRE(store.note_written(k_evening));
  CHECK(std::vector{inode(root / "active"), inode(root / "written"),
                    inode(root / "releases" / release.id.value)} == before);
}
