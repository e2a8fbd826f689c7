// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/percent.h"
#include "tests/unit/trust/client.h"

using namespace madang;
using namespace madang::test;

namespace {

using Names = std::vector<std::string>;

struct Delegation {
  const char* by;
  const char* role;
  bool is_terminating = false;
  std::vector<std::string> paths = {"*"};
};

void delegate_all(TufRepository& repository, const std::vector<Delegation>& delegations) {
  std::set<std::string> roles;
  for (const Delegation& each : delegations) {
    repository.delegate(each.by, {each.role, {}, each.is_terminating, each.paths, {}});
    roles.insert(each.role);
  }
  for (const std::string& role : roles)
    repository.publish({role});
}

/// Of what was asked for, what came after the four documents of every update.
Names asked(const TufRepository& repository) {
  REQUIRE(repository.requests.size() >= 4);
  return {repository.requests.begin() + 4, repository.requests.end()};
}

}  // namespace

TEST_CASE("delegated roles are asked in their order, depth first") {
  struct Row {
    const char* story;
    std::vector<Delegation> delegations;
    Names asked;
  };
  const Row row = GENERATE(
      Row{"one", {{"targets", "A"}}, {"A"}}, Row{"two", {{"targets", "A"}, {"targets", "B"}}, {"A", "B"}},
      Row{"below the second", {{"targets", "A"}, {"targets", "B"}, {"B", "C"}}, {"A", "B", "C"}},
      Row{"depth first", {{"targets", "A"}, {"targets", "B"}, {"A", "C"}, {"A", "D"}}, {"A", "C", "D", "B"}},
      Row{"three deep", {{"targets", "A"}, {"targets", "B"}, {"A", "C"}, {"C", "D"}}, {"A", "C", "D", "B"}},
      Row{"terminating", {{"targets", "A"}, {"targets", "B"}, {"A", "C", true}, {"A", "D"}}, {"A", "C"}},
      Row{"terminating but for its own",
          {{"targets", "A"}, {"targets", "B"}, {"A", "C", true}, {"C", "D"}},
          {"A", "C", "D"}},
      Row{"other paths", {{"targets", "A", false, {"*.py"}}, {"targets", "B"}, {"A", "C"}}, {"B"}},
      Row{"a terminating one of other paths", {{"targets", "A", true, {"*.py"}}, {"targets", "B"}}, {"B"}},
      Row{"in a circle",
          {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"C", "D"}, {"D", "B"}},
          {"A", "B", "C", "D"}},
      Row{"twice the same", {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"A", "C"}}, {"A", "C", "B"}},
      Row{"reached by the second",
          {{"targets", "A"}, {"targets", "B"}, {"B", "C"}, {"A", "C", false, {"*.py"}}},
          {"A", "B", "C"}});
  CAPTURE(row.story);
  TufRepository repository(k_now);
  Client client(repository);
  delegate_all(repository, row.delegations);
  // Who is named by two must be signed for both.
  repository.publish({"targets", "snapshot", "timestamp"});
  Names names;
  for (const std::string& role : row.asked)
    names.push_back(fmt::format("{}.{}.json", repository.targets[role].version, role));
  CHECK(client.find("nowhere") == "not-listed");
  CHECK(asked(repository) == names);
}

TEST_CASE("a file is found where its path leads, and nowhere else") {
  TufRepository repository(k_now);
  Client client(repository);
  delegate_all(repository, {{"targets", "A", false, {"*.doc", "*.md"}},
                            {"targets", "B", false, {"releases/*/*"}},
                            {"B", "C", false, {"releases/x/*"}},
                            {"B", "D", false, {"releases/y/*.zip"}}});
  repository.add_target("plain", "1");
  repository.add_target("README.md", "2", "A");
  repository.add_target("releases/x/x_v1", "3", "C");
  repository.add_target("releases/y/y_v1.zip", "4", "D");
  repository.add_target("releases/z/z_v1.zip", "5", "D");
  repository.publish({"A", "C", "D", "targets", "snapshot", "timestamp"});
  CHECK(client.find("plain") == "ok");
  CHECK(asked(repository) == Names{});
  CHECK(client.find("README.md") == "ok");
  CHECK(client.find("releases/x/x_v1") == "ok");
  CHECK(client.find("releases/y/y_v1.zip") == "ok");
  CHECK(client.find("releases/z/z_v1.zip") == "not-listed");
}

TEST_CASE("bins by the hash of the path") {
  TufRepository repository(k_now);
  Client client(repository);
  const std::string hash = sha256(as_bytes("a/b")).hex();
  const std::string other = hash[0] == '0' ? "1" : "0";
  repository.delegate("targets", {"wrong-bin", {}, false, {}, {other}});
  repository.delegate("targets", {"bin", {}, false, {}, {other, hash.substr(0, 2)}});
  repository.add_target("a/b", "x", "bin");
  repository.add_target("a/b", "y", "wrong-bin");
  repository.publish({"wrong-bin", "bin", "targets", "snapshot", "timestamp"});
  CHECK(client.find("a/b") == "ok");
  CHECK(asked(repository) == Names{"1.bin.json"});
}

TEST_CASE("a delegated role's document is kept and not fetched again") {
  TufRepository repository(k_now);
  Client client(repository);
  delegate_all(repository, {{"targets", "A"}});
  repository.publish({"targets", "snapshot", "timestamp"});
  CHECK(client.find("x") == "not-listed");
  CHECK(client.kept("A.json") == repository.document("1.A.json"));
  CHECK(client.find("x") == "not-listed");
  CHECK(repository.requests == Names{"2.root.json", "timestamp.json"});
}

TEST_CASE("names of roles cannot leave their place") {
  const std::string role = GENERATE("?", "#", "/delegatedrole", "../delegatedrole", "../root", "가을 %2e");
  CAPTURE(role);
  TufRepository repository(k_now);
  Client client(repository);
  repository.delegate("targets", {role, {}, false, {"*"}, {}});
  repository.publish({role, "targets", "snapshot", "timestamp"});
  CHECK(client.find("x") == "not-listed");
  CHECK(asked(repository) == Names{"1." + trust::percent_encoded(role) + ".json"});
  CHECK(client.names().size() == 5);
  CHECK(client.kept(trust::percent_encoded(role) + ".json") ==
        repository.document("1." + trust::percent_encoded(role) + ".json"));
}

TEST_CASE("the document of a delegated role must be right in every way") {
  TufRepository repository(k_now);
  Client client(repository);
  repository.announce = Announce::versions_and_contents;
  delegate_all(repository, {{"targets", "A"}, {"targets", "B"}});
  repository.add_target("x", "1", "B");
  repository.publish({"B", "targets", "snapshot", "timestamp"});
  REQUIRE(client.find("x") == "ok");

  SECTION("signed") {
    repository.signers["A"] = repository.signers["B"];
    repository.publish({"A", "snapshot", "timestamp"});
    CHECK(client.find("x") == "not-signed");
  }
  SECTION("in time") {
    repository.targets["A"].expires = k_now;
    repository.publish({"A", "snapshot", "timestamp"});
    CHECK(client.find("x") == "expired");
  }
  SECTION("as announced") {
    repository.publish({"A", "snapshot", "timestamp"});
    repository.documents["2.A.json"] = with(repository.documents["2.A.json"], "{\n", "{ ");
    CHECK(client.find("x") == "wrong-digest");
  }
  SECTION("there") {
    repository.publish({"A", "snapshot", "timestamp"});
    repository.documents.erase("2.A.json");
    CHECK(client.find("x") == "not-found");
  }
  SECTION("listed") {
    repository.delegate("targets", {"C", {}, false, {"*"}, {}});
    repository.targets.erase("C");
    repository.publish({"targets", "snapshot", "timestamp"});
    CHECK(client.find("y") == "not-listed");
  }
  CHECK(client.update() == "ok");
}

TEST_CASE("two who name one role are asked for their own keys") {
  // A trusts C's key, B another one for the same name: what A's key has signed is nothing to B.
  TufRepository repository(k_now);
  Client client(repository);
  delegate_all(
      repository,
      {{"targets", "A", false, {"a/*"}}, {"targets", "B", false, {"b/*"}}, {"A", "C", false, {"a/*"}}});
  const auto by_a = repository.signers["C"];
  repository.delegate("B", {"C", {}, false, {"b/*"}, {}});
  repository.signers["C"] = by_a;
  repository.add_target("a/x", "1", "C");
  repository.add_target("b/x", "2", "C");
  repository.publish({"A", "B", "C", "targets", "snapshot", "timestamp"});
  auto trusted = client.refresh().value();
  CHECK(client.updater().find_target(trusted, "a/x").has_value());
  const auto found = client.updater().find_target(trusted, "b/x");
  REQUIRE_FALSE(found.has_value());
  CHECK(found.error().reason == trust::Reason::not_signed);
}

TEST_CASE("a chain without end is given up") {
  TufRepository repository(k_now);
  Client client(repository);
  std::string by = "targets";
  std::vector<std::string> roles;
  for (int i = 0; i < 6; ++i) {
    roles.push_back(fmt::format("r{}", i));
    repository.delegate(by, {roles.back(), {}, false, {"*"}, {}});
    by = roles.back();
  }
  for (const std::string& role : roles)
    repository.publish({role});
  repository.publish({"targets", "snapshot", "timestamp"});
  client.limits.delegations = 6;
  CHECK(client.find("x") == "not-listed");
  client.limits.delegations = 5;
  CHECK(client.find("x") == "too-many");
}
