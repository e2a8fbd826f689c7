// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <sys/stat.h>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"
#include "scheduler/trust/trusted_set.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tools/server/key_folder.h"

namespace madang::server {
namespace {

using namespace std::chrono_literals;

constexpr SysTime k_now{1'800'000'000s};

std::vector<std::byte> from_hex(const std::string& hex) {
  std::vector<std::byte> bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<std::byte>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  return bytes;
}

TEST_CASE("what a key signs, its public half vouches for, and for nothing else") {
  const auto key = PrivateKey::generate().value();
  const std::string message = "a release of the market";
  const auto signature = from_hex(key.sign(as_bytes(message)));
  CHECK(verify(public_key(key), as_bytes(message), signature));
  CHECK_FALSE(verify(public_key(key), as_bytes("another"), signature));
  CHECK_FALSE(verify(public_key(PrivateKey::generate().value()), as_bytes(message), signature));
}

TEST_CASE("a key on the disk is its owner's alone, and is not written over") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "key.pem";
  const auto key = PrivateKey::generate().value();
  REQUIRE(key.save(file, ""));
  struct stat info {};
  REQUIRE(::stat(file.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  CHECK(PrivateKey::load(file, "").value().public_hex() == key.public_hex());
  const auto again = PrivateKey::generate().value().save(file, "");
  REQUIRE_FALSE(again);
  CHECK(again.error().kind == ErrorKind::refused);
  CHECK(PrivateKey::load(file, "").value().public_hex() == key.public_hex());
}

TEST_CASE("a locked key opens with its passphrase only") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "key.pem";
  const auto key = PrivateKey::generate().value();
  REQUIRE(key.save(file, "감귤 3kg"));
  CHECK(PrivateKey::load(file, "감귤 3kg").value().public_hex() == key.public_hex());
  CHECK(PrivateKey::load(file, "").error().kind == ErrorKind::refused);
  CHECK(PrivateKey::load(file, "감귤").error().kind == ErrorKind::refused);
  folder.write("other.pem", "no key at all");
  CHECK(PrivateKey::load(folder / "other.pem", "").error().kind == ErrorKind::invalid);
}

TEST_CASE("a new root says who may sign what, and is signed by itself") {
  const test::TempFolder folder;
  const KeyFolder keys{folder / "office" / "keys"};
  CHECK(load_root(keys).error().kind == ErrorKind::not_found);
  const auto made = make_keys(keys, "", k_now).value();
  CHECK(made.version == 1);
  CHECK(made.expires == k_now + k_root_valid);
  CHECK(load_root(keys).value() == made);
  CHECK(make_keys(keys, "", k_now).error().kind == ErrorKind::refused);
  for (const KeyRole role : k_key_roles)
    CHECK(load_key(keys, made, role, ""));
  // A screen trusts it as it would one from anywhere.
  CHECK(trust::trusted_root(read_file(keys.root(), 1 << 20).value()));
}

TEST_CASE("a stolen key is replaced, and screens follow because the root before has signed it") {
  const test::TempFolder folder;
  const KeyFolder keys{folder / "keys"};
  const auto first = make_keys(keys, "", k_now).value();
  const auto stolen = load_key(keys, first, KeyRole::online, "").value();

  const auto second = renew_root(keys, {KeyRole::online, KeyRole::root}, "", k_now + 24h).value();
  CHECK(second.version == 2);
  CHECK(second.keys_of(trust::Role::targets) == first.keys_of(trust::Role::targets));
  CHECK(second.keys_of(trust::Role::snapshot) != first.keys_of(trust::Role::snapshot));
  CHECK_FALSE(second.keys.contains(public_key(stolen).id));
  const auto followed = trust::next_root(first, read_file(keys.root(2), 1 << 20).value());
  REQUIRE(followed);
  CHECK(*followed == second);
  CHECK(std::filesystem::exists(folder / "keys/retired" /
                                ("online-" + public_key(stolen).id.substr(0, 12) + ".pem")));

  const auto longer = renew_root(keys, {}, "", k_now + 48h).value();
  CHECK(longer.version == 3);
  CHECK(longer.keys == second.keys);
}

TEST_CASE("without the root key nothing is replaced") {
  const test::TempFolder folder;
  const KeyFolder keys{folder / "keys"};
  const auto root = make_keys(keys, "", k_now).value();
  std::filesystem::remove(keys.key(KeyRole::root));  // it is in the safe
  const auto renewed = renew_root(keys, {KeyRole::online}, "", k_now);
  REQUIRE_FALSE(renewed);
  CHECK(renewed.error().kind == ErrorKind::not_found);
  CHECK(load_root(keys).value() == root);
  CHECK(load_key(keys, root, KeyRole::online, ""));
}

}  // namespace
}  // namespace madang::server
