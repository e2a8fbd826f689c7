// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/unit/trust/client.h"

using namespace madang;
using namespace madang::test;

namespace {

using std::chrono::days;

/// A version of root: who is trusted, how many of them it takes, who has signed.
struct RootVersion {
  std::vector<int> keys;
  std::int64_t threshold;
  std::vector<int> signers;
};

void become(TufRepository& repository, const std::vector<SigningKey>& keys, const RootVersion& version) {
  auto& role = repository.root.keys_of(trust::Role::root);
  role.key_ids.clear();
  role.threshold = version.threshold;
  for (const int each : version.keys) {
    const SigningKey& key = keys.at(static_cast<std::size_t>(each));
    repository.root.keys[key.id()] = key.public_key();
    role.key_ids.push_back(key.id());
  }
  repository.signers["root"].clear();
  for (const int each : version.signers)
    repository.signers["root"].push_back(keys.at(static_cast<std::size_t>(each)));
}

}  // namespace

TEST_CASE("trust in roots goes from version to version, by the thresholds of both") {
  struct Row {
    const char* story;
    std::vector<RootVersion> versions;
    bool is_trusted;  ///< the last one
  };
  const Row row = GENERATE(
      Row{"one key for another", {{{1}, 1, {1}}, {{2}, 1, {2, 1}}, {{2}, 1, {2}}}, true},
      Row{"others sign as well", {{{1}, 1, {3, 1, 4}}, {{2}, 1, {3, 2, 1, 4}}, {{2}, 1, {3, 2, 4}}}, true},
      Row{"any three of five",
          {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 2, 3, 4}, 3, {0, 4, 1}}, {{0, 1, 2, 3, 4}, 3, {0, 1, 3}}},
          true},
      Row{"one of five rotated", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 4, 1}}}, true},
      Row{"all of five rotated",
          {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}},
           {{5, 6, 7, 8, 9}, 3, {0, 2, 4, 5, 6, 7}},
           {{5, 6, 7, 8, 9}, 3, {5, 6, 7}}},
          true},
      Row{"threshold up", {{{1, 2, 3}, 1, {1}}, {{1, 2, 3}, 2, {1, 2}}}, true},
      Row{"threshold down", {{{1, 2, 3}, 2, {1, 2}}, {{1, 2, 3}, 1, {1, 2}}, {{1, 2, 3}, 1, {1}}}, true},
      Row{"not signed by the old key", {{{1}, 1, {1}}, {{2}, 1, {2, 3, 4}}}, false},
      Row{"not signed by the new key", {{{1}, 1, {1}}, {{2}, 1, {1, 3, 4}}}, false},
      Row{"two of three new", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 2, 4}}}, false},
      Row{"two of three old", {{{0, 1, 2, 3, 4}, 3, {0, 2, 4}}, {{0, 1, 3, 4, 5}, 3, {0, 4, 5}}}, false},
      Row{"new threshold not reached", {{{1, 2, 3}, 1, {1}}, {{1, 2, 3}, 2, {2}}}, false},
      Row{"old threshold not reached", {{{1, 2, 3}, 2, {1, 2}}, {{1, 2, 3}, 1, {1}}}, false});
  CAPTURE(row.story);
  std::vector<SigningKey> keys;
  for (int i = 0; i < 10; ++i)
    keys.push_back(SigningKey::make());
  TufRepository repository(k_now);
  become(repository, keys, row.versions.front());
  repository.publish_again("root");
  Client client(repository);
  for (std::size_t i = 1; i < row.versions.size(); ++i) {
    become(repository, keys, row.versions[i]);
    repository.publish({"root"});
  }

  const std::size_t last = row.versions.size() - (row.is_trusted ? 0 : 1);
  CHECK(client.update() == (row.is_trusted ? "ok" : "not-signed"));
  CHECK(client.kept("root.json") == repository.document(fmt::format("{}.root.json", last)));
  CHECK(client.kept("timestamp.json").empty() == !row.is_trusted);
}

TEST_CASE("without a root that is signed nothing is asked for") {
  TufRepository repository(k_now);
  Client client(repository);
  const std::string root = client.kept("root.json");

  client.keep("root.json", with(root, "\"version\"", "\"verzion\""));
  CHECK(client.update() == "bad-metadata");
  client.keep("root.json", with(root, "\"consistent_snapshot\": true", "\"consistent_snapshot\": false"));
  CHECK(client.update() == "not-signed");
  client.keep("root.json", "");
  CHECK(client.update() == "bad-json");
  std::filesystem::remove(client.folder() / "root.json");
  CHECK(client.update() == "no-root");
  CHECK(repository.requests.empty());

  client.keep("root.json", root);
  CHECK(client.update() == "ok");
}

TEST_CASE("a root must be the next one") {
  TufRepository repository(k_now);
  Client client(repository);

  SECTION("one that leaves a version out is refused, and the good ones before it are kept") {
    repository.publish({"root", "root"});  // 2 and 3
    repository.documents["3.root.json"] = repository.documents["2.root.json"];
    repository.root.version = 4;
    repository.publish_again("root");
    repository.documents["3.root.json"] = repository.document("4.root.json");
    repository.documents.erase("4.root.json");
    CHECK(client.update() == "wrong-version");
    CHECK(client.kept("root.json") == repository.document("2.root.json"));
    CHECK(client.names() == std::set<std::string>{"root.json"});
  }
  SECTION("an older one is a rollback") {
    repository.publish({"root", "root"});
    CHECK(client.update() == "ok");
    repository.documents["4.root.json"] = repository.document("1.root.json");
    CHECK(client.update() == "rollback");
    CHECK(client.kept("root.json") == repository.document("3.root.json"));
  }
  SECTION("the same one again is the end of the chain") {
    repository.documents["2.root.json"] = repository.document("1.root.json");
    CHECK(client.update() == "ok");
  }
  SECTION("one that is no root is refused") {
    repository.documents["2.root.json"] = repository.document("timestamp.json");
    CHECK(client.update() == "bad-metadata");
  }
}

TEST_CASE("a kiosk that comes back after years follows every root") {
  TufRepository repository(k_now);
  Client client(repository);
  repository.root.expires = k_now - days(100);
  for (int year = 0; year < 10; ++year) {
    repository.publish({"root"});
    const auto old = repository.signers["root"];
    repository.rotate_keys("root");
    repository.signers["root"].insert(repository.signers["root"].end(), old.begin(), old.end());
  }
  repository.root.expires = k_now + days(100);
  repository.publish({"root"});
  CHECK(client.update() == "ok");
  CHECK(client.kept("root.json") == repository.document("12.root.json"));
}

TEST_CASE("roots are followed so far in one update, and further in the next") {
  TufRepository repository(k_now);
  Client client(repository);
  for (int i = 0; i < 7; ++i)
    repository.publish({"root"});
  client.limits.root_rotations = 5;
  CHECK(client.update() == "ok");
  CHECK(client.kept("root.json") == repository.document("6.root.json"));
  CHECK(client.update() == "ok");
  CHECK(client.kept("root.json") == repository.document("8.root.json"));
}

TEST_CASE("a root that is over is kept, and nothing after it") {
  TufRepository repository(k_now);
  Client client(repository);
  CHECK(client.update() == "ok");
  repository.root.expires = k_now;  // "higher than": the very instant is too late
  repository.publish({"root", "timestamp"});
  CHECK(client.update() == "expired");
  CHECK(client.kept("root.json") == repository.document("2.root.json"));
  CHECK(client.kept("timestamp.json") != repository.document("timestamp.json"));

  SECTION("and a new one heals it") {
    repository.root.expires = k_now + std::chrono::seconds(1);
    repository.publish({"root"});
    CHECK(client.update() == "ok");
  }
}

TEST_CASE("a server that cannot be asked is not the end of the chain") {
  TufRepository repository(k_now);
  Client client(repository);
  const trust::Updater updater(
      trust::MetadataFolder(client.folder()),
      [](const std::string&, std::uint64_t) -> trust::Checked<std::vector<std::byte>> {
        return trust::fault(trust::Reason::unreachable, "없음", "none");
      });
  CHECK(updater.refresh(k_now).error().reason == trust::Reason::unreachable);
}

TEST_CASE("keys of tomorrow do not lock out a screen of today") {
  TufRepository repository(k_now);
  Client client(repository);
  repository.root.keys["future"] = {"future", "ml-dsa", "ml-dsa-44", "0123"};
  for (const auto role : trust::k_roles)
    repository.root.keys_of(role).key_ids.push_back("future");
  repository.publish({"root"});
  CHECK(client.update() == "ok");
  CHECK(client.kept("root.json") == repository.document("2.root.json"));
}

TEST_CASE("every kind of key can be the one that counts") {
  const auto kind = GENERATE(KeyKind::ed25519, KeyKind::ecdsa_p256, KeyKind::rsa_pss, KeyKind::rsa_pkcs1);
  TufRepository repository(k_now);
  Client client(repository);
  const SigningKey key = repository.add_key("root", kind);
  repository.root.keys_of(trust::Role::root).threshold = 2;
  repository.publish({"root"});
  CHECK(client.update() == "ok");
  CHECK(client.kept("root.json") == repository.document("2.root.json"));

  repository.publish({"root"});
  const std::string good = key.sign("some other text").hex;
  auto document = trust::parse_metadata<trust::Root>(as_bytes(repository.document("3.root.json"))).value();
  for (const auto& signature : document.signatures) {
    if (signature.key_id == key.id())
      repository.documents["3.root.json"] = with(repository.documents["3.root.json"], signature.hex, good);
  }
  CHECK(client.update() == "not-signed");
  CHECK(client.kept("root.json") == repository.document("2.root.json"));
}
