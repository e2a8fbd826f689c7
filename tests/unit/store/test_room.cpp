// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/store/room.h"

#include "scheduler/store/store.h"
#include "tests/support/catch.h"
#include "tests/support/published.h"
#include "tests/support/temp_folder.h"

using namespace madang;
using namespace madang::test;
using Give = Room::Give;

namespace {

constexpr std::uint64_t k_mb = 1'000'000;

/// A disk of 1000 MB, of which 100 MB must stay free.
Room on_disk(std::uint64_t free, const Holdings& holdings) {
  return work_out_room(holdings, {1000 * k_mb, free}, {});
}

Room under_quota(std::uint64_t quota, const Holdings& holdings) {
  return work_out_room(holdings, {1'000'000 * k_mb, 900'000 * k_mb}, {quota, 10});
}

/// Content of `megabytes` that no other release shares, unless it has the same letter.
std::string clip(char letter, size_t megabytes) {
  return std::string(megabytes * k_mb, letter);
}

struct Shop {
  TempFolder folder{TempFolder::Where::memory};
  Store open(std::optional<std::uint64_t> quota) const {
    return Store::open(folder / "store", {{quota, 0}, {}}).value();
  }
  std::uint64_t files_in(std::string_view name) const { return files_under(folder / name).size(); }
};

Status offer(Store& store, const Published& release) {
  return store.put_manifest(release.id, as_bytes(release.manifest)).and_then([&] {
    return store.make_room(release.id);
  });
}

const Published k_spring = publish({{"spring.mp4", clip('s', 3)}});
const Published k_autumn = publish({{"autumn.mp4", clip('a', 3)}, {"fair.mp4", clip('f', 1)}});
const Published k_winter = publish({{"winter.mp4", clip('w', 3)}, {"fair.mp4", clip('f', 1)}});

ManifestFile file_of_autumn(const std::string& path) {
  const Manifest manifest = decode_manifest(as_bytes(k_autumn.manifest)).value();
  for (const ManifestFile& file : manifest.files) {
    if (file.path == path)
      return file;
  }
  std::abort();
}

}  // namespace

TEST_CASE("no more goes than has to, and the previous release last") {
  const Holdings holdings{
      .kept = 300 * k_mb, .previous = 50 * k_mb, .superfluous = 20 * k_mb, .to_come = 100 * k_mb};
  CHECK(on_disk(200 * k_mb, holdings).give == Give::nothing);
  CHECK(on_disk(200 * k_mb - 1, holdings).give == Give::superfluous);
  CHECK(on_disk(180 * k_mb, holdings).give == Give::superfluous);
  CHECK(on_disk(180 * k_mb - 1, holdings).give == Give::previous);
  CHECK(on_disk(130 * k_mb, holdings).give == Give::previous);
  const Room room = on_disk(120 * k_mb, holdings);
  CHECK(room.give == Give::too_little);
  CHECK(room.short_of_disk == 10 * k_mb);
  CHECK(room.short_of_quota == 0);
}

TEST_CASE("a quota counts what the store holds, however much the disk has") {
  const Holdings holdings{
      .kept = 300 * k_mb, .previous = 50 * k_mb, .superfluous = 20 * k_mb, .to_come = 100 * k_mb};
  CHECK(under_quota(470 * k_mb, holdings).give == Give::nothing);
  CHECK(under_quota(470 * k_mb - 1, holdings).give == Give::superfluous);
  CHECK(under_quota(450 * k_mb - 1, holdings).give == Give::previous);
  CHECK(under_quota(400 * k_mb, holdings).give == Give::previous);
  const Room room = under_quota(400 * k_mb - 1, holdings);
  CHECK(room.give == Give::too_little);
  CHECK(room.short_of_quota == 1);
}

TEST_CASE("what is here already always fits, however full the disk") {
  CHECK(on_disk(0, {.kept = 900 * k_mb}).give == Give::nothing);
  CHECK(under_quota(1, {.kept = 900 * k_mb, .superfluous = 5}).give == Give::nothing);
}

TEST_CASE("what comes in place of as many bytes needs the disk for a moment, and neither quota nor reserve") {
  const Holdings holdings{
      .kept = 300 * k_mb, .previous = 50 * k_mb, .superfluous = 20 * k_mb, .again = 60 * k_mb};
  CHECK(on_disk(60 * k_mb, holdings).give == Give::nothing);
  CHECK(on_disk(60 * k_mb - 1, holdings).give == Give::superfluous);
  CHECK(on_disk(40 * k_mb - 1, holdings).give == Give::previous);
  CHECK(on_disk(0, holdings).give == Give::previous);
  CHECK(on_disk(0, {.kept = 300 * k_mb, .again = 60 * k_mb}).short_of_disk == 60 * k_mb);
  CHECK(under_quota(1, holdings).give == Give::nothing);
  // Where a release is to come as well, both count.
  CHECK(on_disk(260 * k_mb, {.to_come = 100 * k_mb, .again = 60 * k_mb}).give == Give::nothing);
  CHECK(on_disk(260 * k_mb - 1, {.to_come = 100 * k_mb, .again = 60 * k_mb}).give == Give::too_little);
}

TEST_CASE("a large disk keeps 16 GiB free and not a tenth") {
  const DiskSpace disk{1ull << 40, 17ull << 30};
  CHECK(work_out_room({.to_come = 1ull << 30}, disk, {}).give == Give::nothing);
  CHECK(work_out_room({.to_come = (1ull << 30) + 1}, disk, {}).give == Give::too_little);
}

TEST_CASE("who has too little is told of what, and how much") {
  CHECK(say_too_little({Give::too_little, 1, 0}).en.find("1 MB more are needed on the disk") !=
        std::string::npos);
  CHECK(say_too_little({Give::too_little, 1, 2'000'001}).ko.find("3 MB 모자랍니다") != std::string::npos);
}

TEST_CASE("a release that would go over the quota takes the place of rubbish first") {
  const Shop shop;
  Store store = shop.open(12 * k_mb);
  REQUIRE(install(store, k_spring));
  REQUIRE(install(store, k_autumn));
  REQUIRE(store.put(as_bytes(clip('x', 3))));
  REQUIRE(store.receive(sha256(as_bytes("y")), 1).value().write(as_bytes("y")));
  REQUIRE(offer(store, k_winter));
  CHECK(shop.files_in("store/partial") == 0);
  CHECK(shop.files_in("store/objects") == 3 + 3);  // spring's and autumn's, and three manifests
  CHECK(store.previous()->id == k_spring.id);
}

TEST_CASE("the previous release goes where nothing else does, the active one never") {
  const Shop shop;
  {
    Store store = shop.open(9 * k_mb);
    REQUIRE(install(store, k_spring));
    REQUIRE(install(store, k_autumn));
    REQUIRE(offer(store, k_winter));
    CHECK_FALSE(store.previous());
    CHECK(files_under(store.active()->folder) == k_autumn.files);
  }
  Store store = shop.open(9 * k_mb);
  CHECK_FALSE(store.damage());
  CHECK(store.active()->id == k_autumn.id);
  REQUIRE(install(store, k_winter));
  CHECK(files_under(store.active()->folder) == k_winter.files);
  CHECK(files_under(store.previous()->folder) == k_autumn.files);
}

TEST_CASE("where all of it would not do nothing goes, and the reason says how much is missing") {
  const Shop shop;
  Store store = shop.open(6 * k_mb);
  REQUIRE(install(store, k_spring));
  REQUIRE(install(store, k_autumn));
  REQUIRE(store.put(as_bytes("nobody's")));
  const auto before = shop.files_in("store");
  REQUIRE(store.put_manifest(k_winter.id, as_bytes(k_winter.manifest)));
  const auto room = store.make_room(k_winter.id);
  REQUIRE_FALSE(room.has_value());
  CHECK(room.error().kind == ErrorKind::limit);
  CHECK(room.error().message.en.find("quota is 2 MB short") != std::string::npos);
  CHECK(shop.files_in("store") == before + 1);  // the manifest
  CHECK(store.previous()->id == k_spring.id);
}

TEST_CASE("of a file that is on its way only the rest needs room") {
  const Shop shop;
  std::optional<Store> store = shop.open(std::nullopt);
  REQUIRE(install(*store, k_autumn));
  const std::string bytes = clip('w', 3);
  REQUIRE(store->put_manifest(k_winter.id, as_bytes(k_winter.manifest)));
  REQUIRE(store->receive(sha256(as_bytes(bytes)), bytes.size())
              .value()
              .write(as_bytes(std::string_view(bytes).substr(0, 2 * k_mb))));
  const std::uint64_t held = store->use({}).value().held;
  const std::uint64_t rounding = 64 << 10;
  store.reset();  // one at a time
  CHECK(shop.open(held + k_mb + rounding).make_room(k_winter.id));
  CHECK_FALSE(shop.open(held + k_mb - rounding).make_room(k_winter.id).has_value());
}

TEST_CASE("a spoilt file that is to come once more has to fit beside itself") {
  const Shop shop;
  Store store = shop.open(std::nullopt);
  REQUIRE(install(store, k_autumn));
  const ManifestFile fair = file_of_autumn("fair.mp4");
  const Room small = store.room_for(k_autumn.id, std::span(&fair, 1)).value();
  CHECK(small.give == Give::nothing);
  REQUIRE(store.make_room(k_autumn.id, std::span(&fair, 1)));

  // One that is larger than any disk, as a hole in it.
  ManifestFile whale = fair;
  whale.length = 7ull << 40;
  const auto object = shop.folder / ("store/objects/" + whale.sha256.hex().insert(2, "/"));
  std::filesystem::permissions(object, std::filesystem::perms::owner_all);
  std::filesystem::resize_file(object, whale.length);
  const auto room = store.make_room(k_autumn.id, std::span(&whale, 1));
  REQUIRE_FALSE(room.has_value());
  CHECK(room.error().kind == ErrorKind::limit);
}
