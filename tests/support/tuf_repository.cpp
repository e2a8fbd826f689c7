// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/tuf_repository.h"

#include <algorithm>
#include <cstdlib>

#include "content-schema/base/digest.h"
#include "scheduler/trust/canonical.h"

namespace madang::test {

using trust::Json;
using trust::MetadataFolder;
using trust::Role;

TufRepository::TufRepository(SysTime now)
    : safe_expiry_(std::chrono::floor<std::chrono::seconds>(now) + std::chrono::days(30)) {
  root.expires = timestamp.expires = snapshot.expires = targets["targets"].expires = safe_expiry_;
  for (const Role role : trust::k_roles)
    add_key(trust::word(role));
  publish({"root", "targets", "snapshot", "timestamp"});
}

void TufRepository::publish(std::initializer_list<std::string> roles) {
  for (const std::string& role : roles) {
    if (times_published_[role]++ > 0)
      ++version_of(role);
    sign_and_store(role);
  }
}

void TufRepository::publish_again(const std::string& role) {
  sign_and_store(role);
}

SigningKey TufRepository::add_key(const std::string& role, KeyKind kind) {
  SigningKey key = SigningKey::make(kind);
  root.keys[key.id()] = key.public_key();
  root.keys_of(top_level(role)).key_ids.push_back(key.id());
  signers[role].push_back(key);
  return key;
}

void TufRepository::rotate_keys(const std::string& role) {
  trust::RoleKeys& keys = root.keys_of(top_level(role));
  keys.key_ids.clear();
  signers[role].clear();
  for (std::int64_t i = 0; i < keys.threshold; ++i)
    add_key(role);
}

void TufRepository::add_target(const std::string& path, std::string contents, const std::string& role) {
  trust::TargetFile file;
  file.length = contents.size();
  file.hashes["sha256"] = sha256(as_bytes(contents)).hex();
  files[path] = contents;
  trust::Root consistent;
  files[trust::target_name(consistent, path, file)] = std::move(contents);
  targets[role].targets[path] = file;
}

void TufRepository::delegate(const std::string& by, trust::DelegatedRole delegated) {
  const SigningKey key = SigningKey::make();
  auto& delegations = targets.at(by).delegations;
  if (!delegations)
    delegations.emplace();
  delegations->keys[key.id()] = key.public_key();
  delegated.keys.key_ids.push_back(key.id());
  signers[delegated.name].push_back(key);
  targets[delegated.name].expires = safe_expiry_;
  delegations->roles.push_back(std::move(delegated));
}

trust::Fetch TufRepository::fetch() {
  return [this](const std::string& name, std::uint64_t most_bytes) -> trust::Checked<std::vector<std::byte>> {
    requests.push_back(name);
    const auto found = documents.find(name);
    if (found == documents.end())
      return trust::fault(trust::Reason::not_found, "{} 없음", "no {}", name);
    if (found->second.size() > most_bytes)
      return trust::fault(trust::Reason::too_large, "{} 너무 큼", "{} is too large", name);
    const auto bytes = as_bytes(found->second);
    return std::vector<std::byte>(bytes.begin(), bytes.end());
  };
}

void TufRepository::sign_and_store(const std::string& role) {
  Json part;
  if (role == "root") {
    part = to_json(root);
  } else if (role == "timestamp") {
    timestamp.snapshot = announced("snapshot", snapshot.version);
    part = to_json(timestamp);
  } else if (role == "snapshot") {
    for (const auto& [name, document] : targets)
      snapshot.meta[name + ".json"] = announced(name, document.version);
    part = to_json(snapshot);
  } else {
    part = to_json(targets.at(role));
  }
  const std::string message = trust::canonical(part);
  std::vector<trust::Signature> signatures;
  for (const SigningKey& key : signers[role])
    signatures.push_back(key.sign(message));
  const std::string bytes = trust::encode(part, signatures);
  documents[MetadataFolder::file_name(role)] = bytes;
  if (role != "timestamp")
    documents[fmt::format("{}.{}", version_of(role), MetadataFolder::file_name(role))] = bytes;
}

trust::MetaFile TufRepository::announced(const std::string& role, std::int64_t version) const {
  if (const auto claim = claims.find(role + ".json"); claim != claims.end())
    return claim->second;
  trust::MetaFile file;
  file.version = version;
  if (announce == Announce::versions_and_contents) {
    const std::string& bytes = documents.at(MetadataFolder::file_name(role));
    file.length = bytes.size();
    file.hashes["sha256"] = sha256(as_bytes(bytes)).hex();
  }
  return file;
}

std::int64_t& TufRepository::version_of(const std::string& role) {
  if (role == "root")
    return root.version;
  if (role == "timestamp")
    return timestamp.version;
  if (role == "snapshot")
    return snapshot.version;
  return targets.at(role).version;
}

Role TufRepository::top_level(const std::string& role) const {
  const auto* found = std::find_if(trust::k_roles.begin(), trust::k_roles.end(),
                                   [&](Role each) { return role == trust::word(each); });
  if (found == trust::k_roles.end())
    std::abort();
  return *found;
}

}  // namespace madang::test
