// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scheduler/trust/metadata.h"
#include "scheduler/trust/updater.h"
#include "tests/support/signing_key.h"

namespace madang::test {

enum class Announce { versions, versions_and_contents };

/// A TUF repository in memory that can be brought into every state, right or wrong: change its values, then
/// publish the roles that are to carry the change. Keys are made anew for each. Born with version 1 of every
/// role published, good for 30 days. Bound to one thread.
class TufRepository {
 public:
  explicit TufRepository(SysTime now);

  trust::Root root;
  trust::Timestamp timestamp;
  trust::Snapshot snapshot;
  std::map<std::string, trust::Targets> targets;           ///< by role: `targets` and delegated ones
  std::map<std::string, std::vector<SigningKey>> signers;  ///< by role: who signs what is published next
  Announce announce = Announce::versions;         ///< what snapshot and timestamp say of other documents
  std::map<std::string, trust::MetaFile> claims;  ///< by file name: what they say instead of what is true

  /// Signs each, in this order, with a version one higher than the last time.
  void publish(std::initializer_list<std::string> roles);
  /// The same with the version it has now, over what was published under it.
  void publish_again(const std::string& role);

  /// Another key that the root trusts for a top-level role, and that signs it from now on.
  SigningKey add_key(const std::string& role, KeyKind kind = KeyKind::ed25519);
  /// New keys for all that the role has, as many as its threshold.
  void rotate_keys(const std::string& role);
  void add_target(const std::string& path, std::string contents, const std::string& role = "targets");
  /// Gives `delegated` a key and an empty document, and puts it last among those whom `by` trusts.
  void delegate(const std::string& by, trust::DelegatedRole delegated);

  /// What the web server has, by name below the folder of metadata (`2.root.json`, `timestamp.json`) and of
  /// targets
  /// (`media/<hash>.a.mp4`). To be tampered with.
  std::map<std::string, std::string> documents;
  std::map<std::string, std::string> files;

  const std::string& document(const std::string& name) const { return documents.at(name); }
  /// Answers from `documents` as they are when it is asked, and keeps the names in `requests`.
  trust::Fetch fetch();
  std::vector<std::string> requests;

 private:
  void sign_and_store(const std::string& role);
  trust::MetaFile announced(const std::string& role, std::int64_t version) const;
  std::int64_t& version_of(const std::string& role);
  trust::Role top_level(const std::string& role) const;

  SysTime safe_expiry_;
  std::map<std::string, int> times_published_;
};

}  // namespace madang::test
