// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/unit/trust/client.h"

using namespace madang;
using namespace madang::test;

namespace {

using std::chrono::days;
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a first update brings everything, byte for byte, and the next one asks no more than it must") {
  TufRepository repository(k_now);
  Client client(repository);
  repository.documents["timestamp.json"] += " \n";
  CHECK(client.update() == "ok");
  CHECK(repository.requests == Names{"2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"});
  CHECK(client.names() ==
        std::set<std::string>{"root.json", "snapshot.json", "targets.json", "timestamp.json"});
  for (const auto* name : {"root.json", "timestamp.json", "snapshot.json", "targets.json"})
    CHECK(client.kept(name) == repository.document(name));

  CHECK(client.update() == "ok");
  CHECK(repository.requests == Names{"2.root.json", "timestamp.json"});
}

TEST_CASE("a repository without consistent snapshots has plain names") {
  TufRepository repository(k_now);
  Client client(repository);
  repository.root.consistent_snapshot = false;
  repository.add_target("media/a.mp4", "a");
  repository.publish({"root", "targets", "snapshot", "timestamp"});
  const auto trusted = client.refresh().value();
  CHECK(repository.requests ==
        Names{"2.root.json", "3.root.json", "timestamp.json", "snapshot.json", "targets.json"});
  CHECK(target_name(trusted.root, "media/a.mp4", trusted.targets.targets.at("media/a.mp4")) == "media/a.mp4");
}

TEST_CASE("what is not signed is refused, and what came before it is kept") {
  struct Row {
    const char* role;
    std::set<std::string> kept;
  };
  const Row row = GENERATE(Row{"root", {"root.json"}}, Row{"timestamp", {"root.json"}},
                           Row{"snapshot", {"root.json", "timestamp.json"}},
                           Row{"targets", {"root.json", "snapshot.json", "timestamp.json"}});
  CAPTURE(row.role);
  TufRepository repository(k_now);
  Client client(repository);
  repository.signers[row.role].clear();
  repository.publish({"root", "targets", "snapshot", "timestamp"});
  CHECK(client.update() == "not-signed");
  CHECK(client.names() == row.kept);
}

TEST_CASE("keys of a role change with the root, and its threshold counts") {
  const std::string role = GENERATE("timestamp", "snapshot", "targets");
  CAPTURE(role);
  TufRepository repository(k_now);
  Client client(repository);
  CHECK(client.update() == "ok");
  const auto old = repository.signers[role];
  repository.root
      .keys_of(role == "timestamp"  ? trust::Role::timestamp
               : role == "snapshot" ? trust::Role::snapshot
                                    : trust::Role::targets)
      .threshold = 2;
  repository.rotate_keys(role);
  const auto both = repository.signers[role];

  SECTION("by both new keys") {
    repository.signers[role].insert(repository.signers[role].begin(), old.begin(), old.end());
    repository.publish({"root", "targets", "snapshot", "timestamp"});
    CHECK(client.update() == "ok");
    CHECK(client.kept(role + ".json") == repository.document(role + ".json"));
  }
  SECTION("by one of them, and an old one") {
    repository.signers[role] = {both[0], old[0]};
    repository.publish({"root", "targets", "snapshot", "timestamp"});
    CHECK(client.update() == "not-signed");
  }
  SECTION("by one of them under two names") {
    const SigningKey alias = both[0].under("alias");
    auto& keys = repository.root.keys_of(role == "timestamp"  ? trust::Role::timestamp
                                         : role == "snapshot" ? trust::Role::snapshot
                                                              : trust::Role::targets);
    repository.root.keys["alias"] = alias.public_key();
    keys.key_ids.push_back("alias");
    repository.signers[role] = {both[0], alias};
    repository.publish({"root", "targets", "snapshot", "timestamp"});
    CHECK(client.update() == "not-signed");
  }
}

TEST_CASE("more keys in the root than signatures is not enough") {
  TufRepository repository(k_now);
  Client client(repository);
  for (int i = 0; i < 4; ++i)
    repository.add_key("snapshot");
  repository.root.keys_of(trust::Role::snapshot).threshold = 6;
  repository.publish({"root", "snapshot", "timestamp"});
  CHECK(client.update() == "not-signed");
  // A sixth id that no key belongs to changes nothing.
  repository.root.keys_of(trust::Role::snapshot).key_ids.emplace_back("nobody");
  repository.publish({"root", "snapshot", "timestamp"});
  CHECK(client.update() == "not-signed");
  CHECK(client.kept("root.json") == repository.document("3.root.json"));
  CHECK(client.kept("snapshot.json").empty());
}

TEST_CASE("one good signature is enough where one is asked for, whatever stands beside it") {
  TufRepository repository(k_now);
  Client client(repository);
  const std::string first = repository.signers["timestamp"][0].sign("another text").hex;
  repository.add_key("timestamp");
  repository.publish({"root", "timestamp"});
  auto signatures =
      trust::parse_metadata<trust::Timestamp>(as_bytes(repository.document("timestamp.json")))->signatures;
  const std::string junk[] = {first, "", "no hex"};
  const std::string& instead = junk[GENERATE(0, 1, 2)];
  repository.documents["timestamp.json"] =
      with(repository.documents["timestamp.json"], signatures[0].hex, instead);
  CHECK(client.update() == "ok");
}

TEST_CASE("what is over is refused, and what was trusted stays") {
  const std::string role = GENERATE("timestamp", "snapshot", "targets");
  CAPTURE(role);
  TufRepository repository(k_now);
  Client client(repository);
  CHECK(client.update() == "ok");
  const std::string before = client.kept(role + ".json");
  (role == "timestamp"  ? repository.timestamp.expires
   : role == "snapshot" ? repository.snapshot.expires
                        : repository.targets["targets"].expires) = k_now - days(5);
  repository.publish({"targets", "snapshot", "timestamp"});
  CHECK(client.update() == "expired");
  CHECK(client.kept(role + ".json") == before);
  if (role != "timestamp")
    CHECK(client.kept("timestamp.json") == repository.document("timestamp.json"));
}

TEST_CASE("what was kept may be over, as long as there is something newer") {
  TufRepository repository(k_now);
  Client client(repository);
  repository.timestamp.expires = repository.snapshot.expires = k_now + days(7);
  repository.publish({"snapshot", "timestamp"});
  CHECK(client.update() == "ok");
  repository.timestamp.expires = repository.snapshot.expires = k_now + days(21);

  SECTION("something newer") {
    repository.publish({"targets", "snapshot", "timestamp"});
    CHECK(client.update(k_now + days(18)) == "ok");
    CHECK(client.kept("snapshot.json") == repository.document("3.snapshot.json"));
    CHECK(client.kept("targets.json") == repository.document("2.targets.json"));
  }
  SECTION("nothing newer: the repository is frozen") {
    CHECK(client.update(k_now + days(18)) == "expired");
  }
  SECTION("a snapshot that is still the old one") {
    repository.publish({"timestamp"});
    CHECK(client.update(k_now + days(18)) == "expired");
  }
  SECTION("and what is kept still stands in the way of a rollback") {
    repository.timestamp.version = 0;
    repository.publish({"timestamp"});
    CHECK(client.update(k_now + days(18)) == "rollback");
  }
}

TEST_CASE("a timestamp that is over does not serve again, although everything else is in time") {
  TufRepository repository(k_now);
  Client client(repository);
  repository.timestamp.expires = k_now + days(7);
  repository.publish({"timestamp"});
  CHECK(client.update() == "ok");
  CHECK(client.update(k_now + days(7) - std::chrono::milliseconds(1)) == "ok");
  CHECK(client.update(k_now + days(7)) == "expired");
}

TEST_CASE("a timestamp of the same version is the one that is there already, whatever it says") {
  TufRepository repository(k_now);
  Client client(repository);
  CHECK(client.update() == "ok");
  const std::string before = client.kept("timestamp.json");
  repository.claims["snapshot.json"].version = 100;
  repository.publish_again("timestamp");
  CHECK(client.update() == "ok");
  CHECK(repository.requests.back() == "timestamp.json");
  CHECK(client.kept("timestamp.json") == before);
}

TEST_CASE("an update that was cut off goes on where it was") {
  TufRepository repository(k_now);
  Client client(repository);
  const std::string snapshot = repository.document("1.snapshot.json");
  repository.documents.erase("1.snapshot.json");
  CHECK(client.update() == "not-found");
  CHECK(client.names() == std::set<std::string>{"root.json", "timestamp.json"});
  client.keep("timestamp.json.a1B2c3", "half of");
  repository.documents["1.snapshot.json"] = snapshot;
  CHECK(client.update() == "ok");
  CHECK(client.names() ==
        std::set<std::string>{"root.json", "snapshot.json", "targets.json", "timestamp.json"});
}

TEST_CASE("nothing older is taken") {
  const Announce announce = GENERATE(Announce::versions, Announce::versions_and_contents);
  TufRepository repository(k_now);
  repository.announce = announce;
  Client client(repository);
  repository.publish({"targets", "snapshot", "timestamp"});
  CHECK(client.update() == "ok");
  const std::string timestamp = client.kept("timestamp.json");
  const std::string snapshot = client.kept("snapshot.json");

  SECTION("timestamp") {
    repository.timestamp.version = 1;
    repository.publish_again("timestamp");
    CHECK(client.update() == "rollback");
    CHECK(client.kept("timestamp.json") == timestamp);
    CHECK(repository.requests.back() == "timestamp.json");
  }
  SECTION("snapshot") {
    repository.snapshot.version = 1;
    repository.publish_again("snapshot");
    repository.publish({"timestamp"});
    CHECK(client.update() == "rollback");
    CHECK(client.kept("timestamp.json") == timestamp);
    CHECK(client.kept("snapshot.json") == snapshot);
  }
  SECTION("targets, although the new snapshot is right in itself") {
    repository.targets["targets"].version = 1;
    repository.publish_again("targets");
    repository.publish({"snapshot", "timestamp"});
    CHECK(client.update() == "rollback");
    CHECK(client.kept("snapshot.json") == snapshot);
    CHECK(repository.requests.back() == "3.snapshot.json");
  }
  SECTION("a role that has vanished") {
    repository.delegate("targets", {"shop", {}, false, {"*"}, {}});
    repository.publish({"shop", "targets", "snapshot", "timestamp"});
    CHECK(client.update() == "ok");
    repository.targets.erase("shop");
    repository.snapshot.meta.erase("shop.json");
    repository.publish({"snapshot", "timestamp"});
    CHECK(client.update() == "rollback");
  }
}

TEST_CASE("a rollback is refused also after the update in which it was noticed") {
  TufRepository repository(k_now);
  Client client(repository);
  repository.publish({"targets", "snapshot", "timestamp"});
  CHECK(client.update() == "ok");
  repository.targets["targets"].version = 1;
  repository.publish_again("targets");
  repository.publish({"snapshot", "timestamp"});
  CHECK(client.update() == "rollback");
  CHECK(client.update() == "rollback");
}

TEST_CASE("versions that were driven up are forgotten with the keys that did it") {
  TufRepository repository(k_now);
  Client client(repository);

  SECTION("timestamp") {
    repository.timestamp.version = 99;
    repository.publish({"timestamp"});
    CHECK(client.update() == "ok");
    repository.rotate_keys("timestamp");
    repository.timestamp.version = 0;
    repository.publish({"root", "timestamp"});
    CHECK(client.update() == "ok");
    CHECK(client.kept("timestamp.json") == repository.document("timestamp.json"));
  }
  SECTION("snapshot") {
    repository.snapshot.version = 99;
    repository.publish({"snapshot", "timestamp"});
    CHECK(client.update() == "ok");
    repository.rotate_keys("snapshot");
    repository.rotate_keys("timestamp");
    repository.snapshot.version = 0;
    repository.publish({"root", "snapshot", "timestamp"});
    CHECK(client.update() == "ok");
    CHECK(client.kept("snapshot.json") == repository.document("1.snapshot.json"));
  }
  SECTION("targets, by the snapshot's key") {
    repository.targets["targets"].version = 99;
    repository.publish({"targets", "snapshot", "timestamp"});
    CHECK(client.update() == "ok");
    repository.rotate_keys("snapshot");
    repository.targets["targets"].version = 0;
    repository.publish({"root", "targets", "snapshot", "timestamp"});
    CHECK(client.update() == "ok");
    CHECK(client.kept("targets.json") == repository.document("1.targets.json"));
  }
  SECTION("one of two keys, of which the other has signed as well") {
    repository.add_key("timestamp");
    repository.publish({"root", "timestamp"});
    repository.timestamp.version = 99;
    repository.publish({"timestamp"});
    CHECK(client.update() == "ok");
    auto& keys = repository.root.keys_of(trust::Role::timestamp).key_ids;
    keys.erase(keys.begin());
    repository.signers["timestamp"].erase(repository.signers["timestamp"].begin());
    repository.timestamp.version = 0;
    repository.publish({"root", "timestamp"});
    CHECK(client.update() == "ok");
  }
  SECTION("but not when a key was only added") {
    repository.timestamp.version = 99;
    repository.publish({"timestamp"});
    CHECK(client.update() == "ok");
    repository.add_key("timestamp");
    repository.timestamp.version = 0;
    repository.publish({"root", "timestamp"});
    CHECK(client.update() == "rollback");
  }
  SECTION("even when that root was over, and the next one says nothing of it") {
    repository.add_key("timestamp");
    repository.publish({"root", "timestamp"});
    repository.timestamp.version = 99;
    repository.publish({"timestamp"});
    CHECK(client.update() == "ok");
    auto& keys = repository.root.keys_of(trust::Role::timestamp).key_ids;
    keys.erase(keys.begin());
    repository.signers["timestamp"].erase(repository.signers["timestamp"].begin());
    repository.root.expires = k_now - days(1);
    repository.timestamp.version = 0;
    repository.publish({"root", "timestamp"});
    CHECK(client.update() == "expired");
    repository.root.expires = k_now + days(1);
    repository.publish({"root"});
    CHECK(client.update() == "ok");
  }
}

TEST_CASE("what arrives must be what was announced") {
  TufRepository repository(k_now);
  Client client(repository);
  CHECK(client.update() == "ok");

  SECTION("another version of the snapshot") {
    repository.snapshot.version = 2;
    repository.publish_again("snapshot");
    repository.claims["snapshot.json"].version = 3;
    repository.documents["3.snapshot.json"] = repository.document("2.snapshot.json");
    repository.publish({"timestamp"});
    CHECK(client.update() == "wrong-version");
    CHECK(client.names().count("snapshot.json") == 1);
  }
  SECTION("another version of targets") {
    repository.claims["targets.json"].version = 2;
    repository.documents["2.targets.json"] = repository.document("1.targets.json");
    repository.publish({"snapshot", "timestamp"});
    CHECK(client.update() == "wrong-version");
    CHECK(client.kept("snapshot.json") == repository.document("2.snapshot.json"));
  }
  SECTION("a snapshot that is not there") {
    repository.claims["snapshot.json"].version = 2;
    repository.publish({"timestamp"});
    CHECK(client.update() == "not-found");
    CHECK(client.kept("timestamp.json") == repository.document("timestamp.json"));
  }
  SECTION("no timestamp at all") {
    repository.documents.erase("timestamp.json");
    CHECK(client.update() == "not-found");
  }
  SECTION("other bytes, although they are signed") {
    repository.announce = Announce::versions_and_contents;
    const bool is_snapshot = GENERATE(true, false);
    repository.publish({"targets", "snapshot", "timestamp"});
    const std::string name = is_snapshot ? "2.snapshot.json" : "2.targets.json";
    repository.documents[name] = with(repository.documents[name], "{\n", "{ ");
    CHECK(client.update() == "wrong-digest");
    repository.documents[name] += "\n\n";
    CHECK(client.update() == "too-large");
  }
  SECTION("a hash that is wrong") {
    repository.claims["targets.json"] = {2, {}, {{"sha256", std::string(64, '4')}}};
    repository.publish({"targets", "snapshot", "timestamp"});
    CHECK(client.update() == "wrong-digest");
    CHECK(client.kept("snapshot.json") == repository.document("2.snapshot.json"));
    CHECK(client.kept("targets.json") == repository.document("1.targets.json"));
  }
  SECTION("a length that nobody would take") {
    repository.claims["snapshot.json"] = {2, 3'000'000'000, {}};
    repository.publish({"snapshot", "timestamp"});
    CHECK(client.update() == "too-large");
    CHECK(repository.requests.back() == "timestamp.json");
  }
  SECTION("a snapshot in the place of a timestamp") {
    repository.signers["snapshot"] = repository.signers["timestamp"];
    repository.publish({"snapshot"});
    repository.documents["timestamp.json"] = repository.document("2.snapshot.json");
    CHECK(client.update() == "bad-metadata");
  }
}

TEST_CASE("documents that are too long are not read to their end") {
  TufRepository repository(k_now);
  Client client(repository);
  repository.documents["timestamp.json"].append(16'384, ' ');
  CHECK(client.update() == "too-large");
  repository.documents["2.root.json"] = repository.document("1.root.json") + std::string(512'000, ' ');
  CHECK(client.update() == "too-large");
}

TEST_CASE("damaged files on disk are as good as none") {
  TufRepository repository(k_now);
  Client client(repository);
  CHECK(client.update() == "ok");
  const std::string junk = GENERATE(std::string(), std::string("{"), std::string("{}"), std::string(100, '['),
                                    std::string(6'000'000, 'x'));
  for (const auto* name : {"timestamp.json", "snapshot.json", "targets.json"})
    client.keep(name, junk);
  CHECK(client.update() == "ok");
  for (const auto* name : {"timestamp.json", "snapshot.json", "targets.json"})
    CHECK(client.kept(name) == repository.document(name));
}

TEST_CASE("what cannot be written down is not trusted") {
  TufRepository repository(k_now);
  Client client(repository);
  std::filesystem::create_directories(client.folder() / "snapshot.json" / "in the way");
  CHECK(client.update() == "disk");
  CHECK(client.names().count("timestamp.json") == 1);
  std::filesystem::remove_all(client.folder() / "snapshot.json");
  CHECK(client.update() == "ok");
}
