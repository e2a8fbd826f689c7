// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "scheduler/trust/fault.h"
#include "scheduler/trust/key.h"
#include "scheduler/trust/strict_json.h"

namespace madang::trust {

/// The four documents of every repository (TUF 1.0 section 4); a delegated role's is of the kind `targets`.
enum class Role { root, timestamp, snapshot, targets };
inline constexpr std::array k_roles{Role::root, Role::timestamp, Role::snapshot, Role::targets};

/// `root`, `timestamp`...: `_type`, the names of root's roles, and of the files.
const char* word(Role role);

/// Hexadecimal digests by the name of their algorithm, as written; `contents.h` compares.
using Hashes = std::map<std::string, std::string>;

/// What one document says of another (section 4.4, METAFILES). Only the version is always said.
struct MetaFile {
  std::int64_t version = 1;
  std::optional<std::uint64_t> length;  ///< bytes
  Hashes hashes;                        ///< empty where none are said
  friend bool operator==(const MetaFile&, const MetaFile&) = default;
};

/// A file that the repository distributes (section 4.5, TARGETS).
struct TargetFile {
  std::uint64_t length = 0;  ///< bytes
  Hashes hashes;             ///< at least one
  Json custom;               ///< for the application; null where there is none
  friend bool operator==(const TargetFile&, const TargetFile&) = default;
};

/// Whom a targets role trusts with a part of the paths, in the order in which they are asked.
struct DelegatedRole {
  std::string name;
  RoleKeys keys;
  bool terminating = false;                     ///< what it does not have is not looked for after it
  std::vector<std::string> paths;               ///< patterns with `*`, `?` and `[...]` that stop at '/'
  std::vector<std::string> path_hash_prefixes;  ///< of SHA-256 of the path, hexadecimal; instead of `paths`
  friend bool operator==(const DelegatedRole&, const DelegatedRole&) = default;
};

struct Delegations {
  std::map<std::string, PublicKey> keys;  ///< by id
  std::vector<DelegatedRole> roles;
  friend bool operator==(const Delegations&, const Delegations&) = default;
};

struct Root {
  std::int64_t version = 1;  ///< from 1 up
  SysTime expires;           ///< whole seconds
  bool consistent_snapshot = true;
  std::map<std::string, PublicKey> keys;  ///< by id
  std::array<RoleKeys, k_roles.size()> roles;

  const RoleKeys& keys_of(Role role) const { return roles.at(static_cast<std::size_t>(role)); }
  RoleKeys& keys_of(Role role) { return roles.at(static_cast<std::size_t>(role)); }
  friend bool operator==(const Root&, const Root&) = default;
};

struct Timestamp {
  std::int64_t version = 1;
  SysTime expires;
  MetaFile snapshot;
  friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

struct Snapshot {
  std::int64_t version = 1;
  SysTime expires;
  std::map<std::string, MetaFile> meta;  ///< by file name: `targets.json`, and one for each delegated role
  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

struct Targets {
  std::int64_t version = 1;
  SysTime expires;
  std::map<std::string, TargetFile> targets;  ///< by path; any text, so check it before it becomes a file
  std::optional<Delegations> delegations;
  friend bool operator==(const Targets&, const Targets&) = default;
};

/// A document as it was read, with what is needed to ask who has signed it.
template <class Body>
struct Signed {
  Body body;
  std::string message;  ///< what the signatures are over: canonical JSON of `signed`, with unknown fields
  std::vector<Signature> signatures;
};

/// Reads Root, Timestamp, Snapshot or Targets. Fields that TUF does not know are let pass. Nothing is
/// believed yet: see `trusted_set.h`. bad_json, bad_metadata, unknown_format or too_large. Pure.
template <class Body>
Checked<Signed<Body>> parse_metadata(std::span<const std::byte> bytes, const JsonLimits& limits = {});

/// The `signed` part, for publishers: its canonical form is what they sign. `spec_version` is 1.0.31, and
/// times are cut to whole seconds.
Json to_json(const Root& root);
Json to_json(const Timestamp& timestamp);
Json to_json(const Snapshot& snapshot);
Json to_json(const Targets& targets);

/// The file: the part and the signatures over it.
std::string encode(const Json& signed_part, std::span<const Signature> signatures);

}  // namespace madang::trust
