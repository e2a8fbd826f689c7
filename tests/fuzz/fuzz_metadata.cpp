// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <cstdint>

#include "content-schema/base/digest.h"
#include "scheduler/trust/canonical.h"
#include "scheduler/trust/path_pattern.h"
#include "scheduler/trust/trusted_set.h"
#include "tests/fuzz/must.h"
#include "tests/support/tuf_repository.h"

using namespace madang;
using namespace madang::trust;

namespace {

const SysTime k_start = parse_iso8601("2026-11-23T03:00:00Z").value();

/// A repository with something of everything, and what a client trusts of it.
struct Known {
  Known() : repository(k_start) {
    repository.announce = test::Announce::versions_and_contents;
    repository.add_target("media/a.mp4", "a");
    repository.delegate("targets", {"shop", {}, true, {"shop/*"}, {}});
    repository.delegate("targets", {"bin", {}, false, {}, {"0a"}});
    repository.publish({"root", "shop", "bin", "targets", "snapshot", "timestamp"});
  }
  test::TufRepository repository;
};

/// What is read comes back the same from what is written of it.
template <class Body>
void check_round_trip(std::span<const std::byte> bytes) {
  const auto document = parse_metadata<Body>(bytes);
  if (!document)
    return;
  const std::string again = encode(to_json(document->body), document->signatures);
  const auto same = parse_metadata<Body>(as_bytes(again), {bytes.size() * 20 + 10'000, 32, 1'000'000});
  must(same && same->body == document->body && same->signatures == document->signatures);
}

/// Nothing that a signed document says may break what the steps promise.
void check_steps(const test::TufRepository& known, const std::string& role, const std::string& text) {
  const Bytes bytes = as_bytes(text);
  const Root& root = known.root;
  if (role == "root") {
    if (const auto next = next_root(root, bytes); next && *next)
      must((*next)->version == root.version + 1);
  } else if (role == "timestamp") {
    if (const auto next = next_timestamp(root, known.timestamp, bytes, k_start); next && *next) {
      must((*next)->version > known.timestamp.version);
      must((*next)->snapshot.version >= known.timestamp.snapshot.version);
      must((*next)->expires > k_start);
    }
  } else if (role == "snapshot") {
    Timestamp announcing = known.timestamp;
    announcing.snapshot = {known.snapshot.version, {}, {}};
    if (const auto next = next_snapshot(root, announcing, known.snapshot, bytes, k_start)) {
      must(next->version == announcing.snapshot.version && next->expires > k_start);
      for (const auto& [name, before] : known.snapshot.meta)
        must(next->meta.at(name).version >= before.version);
    }
  } else {
    Snapshot announcing = known.snapshot;
    announcing.meta["targets.json"] = {known.targets.at("targets").version, {}, {}};
    if (const auto next =
            next_targets(root.keys, root.keys_of(Role::targets), announcing, role, bytes, k_start))
      must(next->version == announcing.meta["targets.json"].version && next->expires > k_start);
  }
}

}  // namespace

// The first byte chooses a document; the next three say which part of it gives way to the rest of the input.
// Both that text and one whose `signed` part has been signed again go through every step.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Known k_known;
  if (size < 4)
    return 0;
  static const std::string k_roles[] = {"root", "timestamp", "snapshot", "targets"};
  const std::string& role = k_roles[data[0] % 4];
  const std::string rest(reinterpret_cast<const char*>(data) + 4, size - 4);
  std::string text = rest;
  if (data[0] < 128) {
    text = k_known.repository.document(role + ".json");
    const std::size_t at = std::min<std::size_t>(data[1] * 256U + data[2], text.size());
    text.replace(at, data[3], rest);
  }
  const auto bytes = as_bytes(text);
  check_round_trip<Root>(bytes);
  check_round_trip<Timestamp>(bytes);
  check_round_trip<Snapshot>(bytes);
  check_round_trip<Targets>(bytes);
  (void)trusted_root(bytes);
  check_steps(k_known.repository, role, text);
  if (const auto json = parse_json(bytes)) {
    const auto same = parse_json(as_bytes(to_text(*json)), {text.size() * 40 + 1'000, 32, 250'000});
    must(same && *same == *json && canonical(*same) == canonical(*json));
    if (const Json* part = json->find("signed")) {
      const std::string message = canonical(*part);
      std::vector<Signature> signatures;
      for (const auto& key : k_known.repository.signers.at(role))
        signatures.push_back(key.sign(message));
      check_steps(k_known.repository, role, encode(*part, signatures));
    }
  }
  const std::size_t half = rest.size() / 2;
  (void)path_matches(rest.substr(0, half), rest.substr(half));
  return 0;
}
