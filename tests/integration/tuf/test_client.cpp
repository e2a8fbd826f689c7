// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <fstream>
#include <iterator>
#include <set>

#include "content-schema/base/clock.h"
#include "content-schema/base/digest.h"
#include "scheduler/trust/percent.h"
#include "tests/support/catch.h"
#include "tests/support/moved_clock.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tuf_server.h"

using namespace madang;
using namespace madang::test;

namespace {

using std::chrono::days;
using Names = std::vector<std::string>;

/// The real program on a folder of its own, against a real web server, at a time that tests choose.
class RealClient {
 public:
  explicit RealClient(TufRepository& repository) : repository_(repository) {
    const auto root = folder_.write("trusted.json", repository.document("1.root.json"));
    std::filesystem::create_directory(folder_ / "targets");
    CHECK(run({"--metadata-dir", folder_ / "metadata", "init", root}) == 0);
  }

  int refresh() {
    return run({"--metadata-url", server_.metadata_url(), "--metadata-dir", folder_ / "metadata", "refresh"});
  }
  int download(const Names& paths) {
    Names arguments{"--metadata-url", server_.metadata_url(), "--metadata-dir", folder_ / "metadata"};
    for (const std::string& path : paths) {
      arguments.emplace_back("--target-name");
      arguments.push_back(path);
    }
    for (const std::string& each :
         Names{"--target-dir", folder_ / "targets", "--target-base-url", server_.targets_url(), "download"})
      arguments.push_back(each);
    return run(std::move(arguments));
  }
  int run(Names arguments) {
    server_.serve(repository_);
    server_.take_requests();
    arguments.insert(arguments.begin(), program("tuf_client").string());
    auto environment = clock_.environment();
    environment["LC_ALL"] = "C";
    auto ended = run_to_end(arguments, {environment, {}});
    errors = ended.errors;
    requests = server_.take_requests();
    return ended.code;
  }

  std::string kept(const std::string& name) const { return contents(folder_ / "metadata" / name); }
  std::string downloaded(const std::string& path) const {
    return contents(folder_ / "targets" / trust::percent_encoded(path));
  }
  std::set<std::string> names(const std::string& folder) const {
    std::set<std::string> all;
    for (const auto& each : std::filesystem::directory_iterator(folder_ / folder))
      all.insert(each.path().filename());
    return all;
  }
  void set_clock(SysTime now) { clock_.set(now); }
  const TempFolder& folder() const { return folder_; }

  std::string errors;
  Names requests;

 private:
  static std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  TufRepository& repository_;
  TempFolder folder_;
  TufServer server_;
  MovedClock clock_{folder_};
};

SysTime now() {
  return Clock().now();
}

bool says(const RealClient& client, std::string_view reason) {
  return client.errors.find(reason) != std::string::npos;
}

const std::set<std::string> k_four{"root.json", "snapshot.json", "targets.json", "timestamp.json"};

}  // namespace

TEST_CASE("init and refresh bring what the server has, byte for byte") {
  TufRepository repository(now());
  RealClient client(repository);
  CHECK(client.names("metadata") == std::set<std::string>{"root.json"});
  repository.documents["timestamp.json"] += " ";
  CHECK(client.refresh() == 0);
  CHECK(client.requests == Names{"/metadata/2.root.json", "/metadata/timestamp.json",
                                 "/metadata/1.snapshot.json", "/metadata/1.targets.json"});
  CHECK(client.names("metadata") == k_four);
  for (const std::string& name : k_four)
    CHECK(client.kept(name) == repository.document(name));
  CHECK(client.refresh() == 0);
  CHECK(client.requests == Names{"/metadata/2.root.json", "/metadata/timestamp.json"});
}

TEST_CASE("a command line that is none ends with 1, and nothing is asked for") {
  TufRepository repository(now());
  RealClient client(repository);
  const std::string folder = client.folder() / "metadata";
  const Names wrong[] = {
      {},
      {"refresh"},
      {"--metadata-dir", folder, "refresh"},
      {"--metadata-dir", folder, "init"},
      {"--metadata-dir", folder, "init", "/nowhere/root.json"},
      {"--metadata-dir", folder, "--metadata-url", "http://127.0.0.1:1/", "download"},
      {"--metadata-dir", folder, "--metadata-url", "http://127.0.0.1:1/", "refresh", "more"},
      {"--metadata-dir", folder, "--metadata-url", "http://127.0.0.1:1/", "--what", "x", "refresh"},
      {"refresh", "--metadata-dir", folder, "--metadata-url"}};
  for (const Names& each : wrong) {
    CHECK(client.run(each) == 1);
    CHECK_FALSE(client.errors.empty());
  }
  // Nobody listens there.
  CHECK(client.run({"--metadata-dir", folder, "--metadata-url", "http://127.0.0.1:1/", "refresh"}) == 1);
  CHECK(says(client, "unreachable"));
  CHECK(client.requests.empty());
}

TEST_CASE("options may stand behind the command") {
  TufRepository repository(now());
  RealClient client(repository);
  TufServer server;
  server.serve(repository);
  CHECK(client.run({"refresh", "--metadata-dir", client.folder() / "metadata",
                    "--metadata-url=" + server.metadata_url()}) == 0);
  CHECK(client.names("metadata") == k_four);
}

TEST_CASE("a root that is not signed is not begun with") {
  TufRepository repository(now());
  RealClient client(repository);
  std::string root = repository.document("1.root.json");
  root.replace(root.find("\"consistent_snapshot\": true"), 27, "\"consistent_snapshot\": false");
  const auto file = client.folder().write("other.json", root);
  CHECK(client.run({"--metadata-dir", client.folder() / "fresh", "init", file}) == 1);
  CHECK(client.run({"--metadata-dir", client.folder() / "fresh", "--metadata-url", "http://127.0.0.1:1/",
                    "refresh"}) == 1);
  CHECK(says(client, "no-root"));
  client.folder().write("metadata/root.json", root);
  CHECK(client.refresh() == 1);
  CHECK(says(client, "not-signed"));
  CHECK(client.requests.empty());
}

TEST_CASE("each refusal has its reason, and leaves what was trusted") {
  TufRepository repository(now());
  RealClient client(repository);
  repository.publish({"targets", "snapshot", "timestamp"});
  REQUIRE(client.refresh() == 0);
  const std::string timestamp = client.kept("timestamp.json");
  const std::string snapshot = client.kept("snapshot.json");
  const std::string targets = client.kept("targets.json");

  SECTION("an older timestamp") {
    repository.timestamp.version = 1;
    repository.publish_again("timestamp");
    CHECK(client.refresh() == 1);
    CHECK(says(client, "rollback"));
    CHECK(client.kept("timestamp.json") == timestamp);
  }
  SECTION("the same timestamp with other words") {
    repository.claims["snapshot.json"].version = 100;
    repository.publish_again("timestamp");
    CHECK(client.refresh() == 0);
    CHECK(client.kept("timestamp.json") == timestamp);
  }
  SECTION("older targets") {
    repository.targets["targets"].version = 1;
    repository.publish_again("targets");
    repository.publish({"snapshot", "timestamp"});
    CHECK(client.refresh() == 1);
    CHECK(says(client, "rollback"));
    CHECK(client.kept("snapshot.json") == snapshot);
  }
  SECTION("unsigned targets") {
    repository.signers["targets"].clear();
    repository.publish({"targets", "snapshot", "timestamp"});
    CHECK(client.refresh() == 1);
    CHECK(says(client, "not-signed"));
    CHECK(client.kept("snapshot.json") == repository.document("snapshot.json"));
    CHECK(client.kept("targets.json") == targets);
  }
  SECTION("a snapshot that the server does not have") {
    repository.claims["snapshot.json"].version = 9;
    repository.publish({"timestamp"});
    CHECK(client.refresh() == 1);
    CHECK(says(client, "not-found"));
    CHECK(client.requests.back() == "/metadata/9.snapshot.json");
  }
  SECTION("a wrong hash") {
    repository.claims["targets.json"] = {3, {}, {{"sha256", std::string(64, '0')}}};
    repository.publish({"targets", "snapshot", "timestamp"});
    CHECK(client.refresh() == 1);
    CHECK(says(client, "wrong-digest"));
    CHECK(client.kept("targets.json") == targets);
  }
  SECTION("a timestamp longer than any should be") {
    repository.documents["timestamp.json"].append(20'000, ' ');
    CHECK(client.refresh() == 1);
    CHECK(says(client, "too-large"));
  }
  SECTION("a root of the wrong number") {
    repository.publish({"root", "root"});
    repository.documents["2.root.json"] = repository.document("3.root.json");
    CHECK(client.refresh() == 1);
    CHECK(says(client, "wrong-version"));
    CHECK(client.kept("root.json") == repository.document("1.root.json"));
  }
  SECTION("a root that is over, but is kept") {
    repository.root.expires = now() - days(1);
    repository.publish({"root"});
    CHECK(client.refresh() == 1);
    CHECK(says(client, "expired"));
    CHECK(client.kept("root.json") == repository.document("2.root.json"));
  }
}

TEST_CASE("keys change, versions that were driven up are forgotten, and all goes on") {
  TufRepository repository(now());
  RealClient client(repository);
  repository.snapshot.version = repository.timestamp.version = 99;
  repository.publish({"snapshot", "timestamp"});
  REQUIRE(client.refresh() == 0);
  for (const auto* role : {"timestamp", "snapshot", "targets"})
    repository.rotate_keys(role);
  const auto old = repository.signers["root"];
  repository.rotate_keys("root");
  repository.signers["root"].push_back(old[0]);
  repository.snapshot.version = repository.timestamp.version = 0;
  repository.publish({"root", "targets", "snapshot", "timestamp"});
  CHECK(client.refresh() == 0);
  CHECK(client.names("metadata") == k_four);
  for (const std::string& name : k_four)
    CHECK(client.kept(name) == repository.document(name));
}

TEST_CASE("the client lives by the clock of its machine") {
  TufRepository repository(now());
  RealClient client(repository);
  repository.timestamp.expires = std::chrono::floor<std::chrono::seconds>(now()) + days(7);
  repository.publish({"timestamp"});
  REQUIRE(client.refresh() == 0);
  client.set_clock(now() + days(18));
  CHECK(client.refresh() == 1);
  CHECK(says(client, "expired"));
  repository.timestamp.expires += days(14);
  repository.publish({"targets", "snapshot", "timestamp"});
  CHECK(client.refresh() == 0);
  CHECK(client.kept("snapshot.json") == repository.document("2.snapshot.json"));
}

TEST_CASE("files are downloaded as they were announced, once") {
  TufRepository repository(now());
  RealClient client(repository);
  repository.add_target("media/가을 감귤?#%2e.mp4", "autumn");
  repository.add_target("plain", std::string(300'000, 'x'));
  repository.add_target("empty", "");
  repository.publish({"targets", "snapshot", "timestamp"});
  CHECK(client.download({"media/가을 감귤?#%2e.mp4", "plain", "empty"}) == 0);
  CHECK(client.downloaded("media/가을 감귤?#%2e.mp4") == "autumn");
  CHECK(client.downloaded("plain") == std::string(300'000, 'x'));
  CHECK(client.names("targets").size() == 3);
  const std::string digest = sha256(as_bytes("autumn")).hex();
  CHECK(client.requests[4] == "/targets/media/" + digest + ".가을 감귤?#%2e.mp4");

  CHECK(client.download({"plain"}) == 0);
  CHECK(client.requests == Names{"/metadata/2.root.json", "/metadata/timestamp.json"});

  SECTION("new contents take the place of the old ones") {
    repository.add_target("plain", "new");
    repository.publish({"targets", "snapshot", "timestamp"});
    CHECK(client.download({"plain"}) == 0);
    CHECK(client.downloaded("plain") == "new");
    CHECK(client.names("targets").size() == 3);
  }
  SECTION("a file that was spoiled on disk is fetched again") {
    client.folder().write("targets/plain", std::string(300'000, 'y'));
    CHECK(client.download({"plain"}) == 0);
    CHECK(client.downloaded("plain") == std::string(300'000, 'x'));
  }
  SECTION("what nobody has announced is not there") {
    CHECK(client.download({"plain", "other"}) == 1);
    CHECK(says(client, "not-listed"));
  }
}

TEST_CASE("what is not what was announced never appears") {
  TufRepository repository(now());
  RealClient client(repository);
  repository.add_target("a", "the true contents");
  repository.publish({"targets", "snapshot", "timestamp"});
  const std::string instead = GENERATE("the fake contents", "the true contents, and more", "the true", "");
  for (auto& [name, contents] : repository.files)
    contents = instead;
  CHECK(client.download({"a"}) == 1);
  CHECK(client.names("targets").empty());
}

TEST_CASE("a repository with plain names") {
  TufRepository repository(now());
  RealClient client(repository);
  repository.root.consistent_snapshot = false;
  repository.add_target("media/a.mp4", "a");
  repository.publish({"root", "targets", "snapshot", "timestamp"});
  CHECK(client.download({"media/a.mp4"}) == 0);
  CHECK(client.requests == Names{"/metadata/2.root.json", "/metadata/3.root.json", "/metadata/timestamp.json",
                                 "/metadata/snapshot.json", "/metadata/targets.json",
                                 "/targets/media/a.mp4"});
}

TEST_CASE("whichever hash there is will do") {
  TufRepository repository(now());
  RealClient client(repository);
  repository.add_target("a", "abc");
  auto& file = repository.targets["targets"].targets["a"];
  // FIPS 180-4, of "abc".
  const std::string sha512 =
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
      "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
  file.hashes = {{"sha512", sha512}};
  repository.files[sha512 + ".a"] = "abc";
  repository.publish({"targets", "snapshot", "timestamp"});
  CHECK(client.download({"a"}) == 0);
  CHECK(client.downloaded("a") == "abc");
}

TEST_CASE("delegated roles are asked, under names of every kind") {
  const std::string role = GENERATE("shop", "?", "#", "/delegatedrole", "../delegatedrole");
  CAPTURE(role);
  TufRepository repository(now());
  RealClient client(repository);
  repository.delegate("targets", {role, {}, false, {"shop/*"}, {}});
  repository.add_target("shop/a", "a", role);
  repository.publish({role, "targets", "snapshot", "timestamp"});
  CHECK(client.download({"shop/a"}) == 0);
  CHECK(client.requests[4] == "/metadata/1." + role + ".json");
  CHECK(client.names("metadata").size() == 5);
  CHECK(client.download({"elsewhere"}) == 1);
}
