// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/metadata.h"

#include "content-schema/base/digest.h"
#include "scheduler/trust/canonical.h"
#include "tests/support/catch.h"
#include "tests/support/tuf_repository.h"

using namespace madang;
using namespace madang::trust;
using test::TufRepository;

namespace {

const SysTime k_now = parse_iso8601("2026-11-23T03:00:00Z").value();

template <class Body>
Signed<Body> read(const std::string& bytes) {
  auto document = parse_metadata<Body>(as_bytes(bytes));
  REQUIRE(document.has_value());
  return std::move(*document);
}

template <class Body>
Reason reason(const std::string& bytes) {
  const auto document = parse_metadata<Body>(as_bytes(bytes));
  REQUIRE_FALSE(document.has_value());
  CHECK_FALSE(document.error().error.message.ko.empty());
  return document.error().reason;
}

/// With every `from` made `to`; there must be one.
std::string with(std::string text, std::string_view from, std::string_view to) {
  std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  for (; at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

}  // namespace

TEST_CASE("what a publisher writes is what a client reads") {
  TufRepository repository(k_now);
  repository.add_target("media/가을.mp4", "autumn");
  repository.targets["targets"].targets["media/가을.mp4"].custom =
      Json{Json::Object{{"width", Json{1920}}, {"tags", Json{Json::List{Json{std::string("a")}}}}}};
  repository.delegate("targets", {"shop", {}, true, {"shop/*"}, {}});
  repository.delegate("targets", {"bin", {}, false, {}, {"0a", "0b"}});
  repository.announce = test::Announce::versions_and_contents;
  repository.publish({"root", "shop", "bin", "targets", "snapshot", "timestamp"});

  CHECK(read<Root>(repository.document("2.root.json")).body == repository.root);
  CHECK(read<Timestamp>(repository.document("timestamp.json")).body == repository.timestamp);
  CHECK(read<Snapshot>(repository.document("2.snapshot.json")).body == repository.snapshot);
  CHECK(read<Targets>(repository.document("2.targets.json")).body == repository.targets["targets"]);
  CHECK(repository.timestamp.snapshot.hashes.at("sha256") ==
        sha256(as_bytes(repository.document("2.snapshot.json"))).hex());
}

TEST_CASE("signatures are over what was written, with fields that nobody knows") {
  TufRepository repository(k_now);
  const std::string text = with(repository.document("timestamp.json"), "\"spec_version\"",
                                "\"x-new\": {\"z\": [ ], \"a\": 1},\n \"spec_version\"");
  const auto document = read<Timestamp>(text);
  CHECK(document.body == repository.timestamp);
  CHECK(document.message.find(R"("x-new":{"a":1,"z":[]})") != std::string::npos);
  CHECK(document.message == canonical(*parse_json(as_bytes(text))->find("signed")));
}

TEST_CASE("a document that is none has a reason") {
  const TufRepository repository(k_now);
  const std::string& timestamp = repository.document("timestamp.json");
  const std::string& root = repository.document("1.root.json");
  const std::string& snapshot = repository.document("1.snapshot.json");
  const std::string& targets = repository.document("1.targets.json");

  CHECK(reason<Timestamp>("") == Reason::bad_json);
  CHECK(reason<Timestamp>(timestamp + "x") == Reason::bad_json);
  CHECK(reason<Timestamp>(with(timestamp, "\"version\"", "\"expires\"")) == Reason::bad_json);
  CHECK(reason<Timestamp>("[]") == Reason::bad_metadata);
  CHECK(reason<Timestamp>("{}") == Reason::bad_metadata);
  CHECK(reason<Timestamp>(std::string(40, '[')) == Reason::too_large);
  CHECK(reason<Timestamp>(snapshot) == Reason::bad_metadata);
  CHECK(reason<Root>(timestamp) == Reason::bad_metadata);
  // Right in every other way.
  CHECK(reason<Root>(with(root, "\"_type\": \"root\"", "\"_type\": \"targets\"")) == Reason::bad_metadata);
  CHECK(reason<Timestamp>(with(timestamp, "\"_type\": \"timestamp\"", "\"_type\": \"snapshot\"")) ==
        Reason::bad_metadata);
  CHECK(reason<Snapshot>(with(snapshot, "\"_type\": \"snapshot\"", "\"_type\": \"timestamp\"")) ==
        Reason::bad_metadata);
  CHECK(reason<Targets>(with(targets, "\"_type\": \"targets\"", "\"_type\": \"Targets\"")) ==
        Reason::bad_metadata);
  CHECK(reason<Timestamp>(with(timestamp, "\"1.0.31\"", "\"2.0.0\"")) == Reason::unknown_format);
  CHECK(reason<Timestamp>(with(timestamp, "\"1.0.31\"", "\"10.0\"")) == Reason::unknown_format);
  for (const auto* version : {"\"1\"", "\"1.0.31.2\"", "\"1.x\"", "\"\"", "1"}) {
    CAPTURE(version);
    CHECK(reason<Timestamp>(with(timestamp, "\"1.0.31\"", version)) == Reason::bad_metadata);
  }
  for (const auto* version : {"0", "-1", "\"1\"", "null", "true"}) {
    CAPTURE(version);
    CHECK(reason<Timestamp>(with(timestamp, "\"version\": 1", std::string("\"version\": ") + version)) ==
          Reason::bad_metadata);
  }
  for (const auto* time : {"2026-12-23T03:00:00", "2026-12-23T03:00:00+00:00", "2026-12-23T03:00:00.000Z",
                           "2026-12-23 03:00:00Z", "2026-12-23T03:00:00z", "2026-02-30T03:00:00Z",
                           "2026-12-23T24:00:00Z", "2026-12-23"}) {
    CAPTURE(time);
    CHECK(reason<Timestamp>(with(timestamp, "2026-12-23T03:00:00Z", time)) == Reason::bad_metadata);
  }
  CHECK(reason<Timestamp>(with(timestamp, "snapshot.json", "snapshots.json")) == Reason::bad_metadata);
  CHECK(reason<Timestamp>(with(timestamp, "\"keyid\"", "\"key\"")) == Reason::bad_metadata);
  CHECK(reason<Root>(with(root, "\"snapshot\": {", "\"snapshots\": {")) == Reason::bad_metadata);
  CHECK(reason<Root>(with(root, "\"threshold\": 1", "\"threshold\": 0")) == Reason::bad_metadata);
  CHECK(reason<Root>(with(root, "\"keyval\"", "\"value\"")) == Reason::bad_metadata);
  CHECK(reason<Root>(with(root, "\"consistent_snapshot\": true", "\"consistent_snapshot\": 1")) ==
        Reason::bad_metadata);
  CHECK(reason<Snapshot>(with(snapshot, "targets.json", "other.json")) == Reason::bad_metadata);
  CHECK(reason<Targets>(with(targets, "\"targets\": {}", "\"targets\": []")) == Reason::bad_metadata);
  CHECK(reason<Targets>(with(targets, "\"targets\": {}",
                             R"("targets": {"a": {"length": -1, "hashes": {"sha256": ""}}})")) ==
        Reason::bad_metadata);
  CHECK(reason<Targets>(with(targets, "\"targets\": {}",
                             R"("targets": {"a": {"length": 1, "hashes": {}}})")) == Reason::bad_metadata);
}

TEST_CASE("a signature's id stands once, even where the threshold is reached") {
  const TufRepository repository(k_now);
  const auto document = read<Snapshot>(repository.document("1.snapshot.json"));
  const Json part = *parse_json(as_bytes(repository.document("1.snapshot.json")))->find("signed");
  const std::vector twice{document.signatures.front(), document.signatures.front()};
  CHECK(reason<Snapshot>(encode(part, twice)) == Reason::bad_metadata);
}

TEST_CASE("delegations name each role once, and never a top-level one") {
  TufRepository repository(k_now);
  const auto published = [&](const DelegatedRole& role) {
    repository.targets["targets"].delegations = Delegations{{}, {role, {"b", {}, false, {"*"}, {}}}};
    return encode(to_json(repository.targets["targets"]), {});
  };
  CHECK(parse_metadata<Targets>(as_bytes(published({"a", {}, false, {"*"}, {}}))).has_value());
  CHECK(reason<Targets>(published({"b", {}, false, {"*"}, {}})) == Reason::bad_metadata);
  CHECK(reason<Targets>(published({"snapshot", {}, false, {"*"}, {}})) == Reason::bad_metadata);
  CHECK(reason<Targets>(published({"", {}, false, {"*"}, {}})) == Reason::bad_metadata);
  const std::string neither = with(published({"a", {}, false, {"*"}, {}}), "\"paths\"", "\"path\"");
  CHECK(read<Targets>(neither).body.delegations->roles[0].paths.empty());
  const std::string both = with(published({"a", {}, false, {"*"}, {}}), "\"terminating\"",
                                "\"path_hash_prefixes\": [\"0\"],\n \"terminating\"");
  CHECK(reason<Targets>(both) == Reason::bad_metadata);
}
