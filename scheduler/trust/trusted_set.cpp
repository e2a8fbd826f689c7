// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/trust/trusted_set.h"

#include <algorithm>

#include "content-schema/base/digest.h"
#include "scheduler/trust/contents.h"
#include "scheduler/trust/path_key.h"

namespace madang::trust {
namespace {

template <class Body>
Checked<void> check_signatures(const Signed<Body>& document, const std::map<std::string, PublicKey>& keys,
                               const RoleKeys& role, std::string_view name) {
  const auto signers = count_signers(keys, role, as_bytes(document.message), document.signatures);
  if (signers >= role.threshold)
    return {};
  return fault(Reason::not_signed, "'{}' 메타데이터에 올바른 서명이 모자랍니다: {}개가 필요한데 {}개입니다.",
               "the '{}' metadata have too few good signatures: {} are needed, {} were found.",
               printable(name), std::int64_t{role.threshold}, std::int64_t{signers});
}

template <class Body>
Checked<void> check_signatures(const Signed<Body>& document, const Root& root, Role role) {
  return check_signatures(document, root.keys, root.keys_of(role), word(role));
}

/// Reads a document that `root` names the signers of.
template <class Body>
Checked<Body> read_signed(const Root& root, Role role, Bytes bytes) {
  auto document = parse_metadata<Body>(bytes);
  if (!document)
    return fault(std::move(document.error()));
  if (auto is_signed = check_signatures(*document, root, role); !is_signed)
    return fault(std::move(is_signed.error()));
  return std::move(document->body);
}

tl::unexpected<Fault> rolled_back(std::string_view name, std::int64_t offered, std::int64_t trusted) {
  return fault(Reason::rollback,
               "'{}' 메타데이터가 예전 것입니다: 받은 버전은 {}, 이미 믿는 버전은 {}입니다.",
               "the '{}' metadata are older than what is trusted: version {} after {}.", printable(name),
               std::int64_t{offered}, std::int64_t{trusted});
}

Checked<void> check_version(std::string_view name, std::int64_t version, std::int64_t announced) {
  if (version == announced)
    return {};
  return fault(Reason::wrong_version, "'{}' 메타데이터의 버전이 {}입니다. 알려진 버전은 {}입니다.",
               "the '{}' metadata are of version {}, but {} was announced.", printable(name),
               std::int64_t{version}, std::int64_t{announced});
}

/// 5.5.5.
Checked<void> check_nothing_lost(const Snapshot& trusted, const Snapshot& offered) {
  for (const auto& [name, before] : trusted.meta) {
    const auto after = offered.meta.find(name);
    if (after == offered.meta.end()) {
      return fault(Reason::rollback, "새 snapshot 메타데이터에 '{}'이(가) 빠져 있습니다.",
                   "the new snapshot metadata no longer list '{}'.", printable(name));
    }
    if (after->second.version < before.version)
      return rolled_back(name, after->second.version, before.version);
  }
  return {};
}

bool can_sign(const Root& root, Role role, const PublicKey& key) {
  const auto& ids = root.keys_of(role).key_ids;
  return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
    const auto found = root.keys.find(id);
    return found != root.keys.end() && same_key(found->second, key);
  });
}

}  // namespace

Checked<Root> trusted_root(Bytes bytes) {
  auto document = parse_metadata<Root>(bytes);
  if (!document)
    return fault(std::move(document.error()));
  if (auto is_signed = check_signatures(*document, document->body, Role::root); !is_signed)
    return fault(std::move(is_signed.error()));
  return std::move(document->body);
}

Checked<std::optional<Root>> next_root(const Root& trusted, Bytes bytes) {
  auto document = parse_metadata<Root>(bytes);
  if (!document)
    return fault(std::move(document.error()));
  // The trusted keys first: until they have spoken, the new ones are anybody's.
  if (auto before = check_signatures(*document, trusted, Role::root); !before)
    return fault(std::move(before.error()));
  if (auto after = check_signatures(*document, document->body, Role::root); !after)
    return fault(std::move(after.error()));
  const std::int64_t version = document->body.version;
  if (version < trusted.version)
    return rolled_back(word(Role::root), version, trusted.version);
  if (version == trusted.version)
    return std::nullopt;
  if (auto right = check_version(word(Role::root), version, trusted.version + 1); !right)
    return fault(std::move(right.error()));
  return std::move(document->body);
}

template <class Body>
Checked<void> check_expiry(const Body& body, SysTime start) {
  if (start < body.expires)
    return {};
  return fault(Reason::expired,
               "메타데이터의 기한이 {}에 끝났습니다. 새로 서명해서 배포하거나, 이 기기의 시계를 확인하세요.",
               "the metadata expired at {}; publish newly signed ones, or check the clock of this machine.",
               to_iso8601(body.expires));
}

template Checked<void> check_expiry(const Root&, SysTime);
template Checked<void> check_expiry(const Timestamp&, SysTime);
template Checked<void> check_expiry(const Snapshot&, SysTime);
template Checked<void> check_expiry(const Targets&, SysTime);

bool revokes_online_keys(const Root& before, const Root& after) {
  for (const Role role : {Role::timestamp, Role::snapshot}) {
    for (const std::string& id : before.keys_of(role).key_ids) {
      const auto key = before.keys.find(id);
      // A key that cannot be used has signed nothing.
      if (key != before.keys.end() && same_key(key->second, key->second) &&
          !can_sign(after, role, key->second))
        return true;
    }
  }
  return false;
}

Checked<Timestamp> kept_timestamp(const Root& root, Bytes bytes) {
  return read_signed<Timestamp>(root, Role::timestamp, bytes);
}

Checked<Snapshot> kept_snapshot(const Root& root, Bytes bytes) {
  return read_signed<Snapshot>(root, Role::snapshot, bytes);
}

Checked<std::optional<Timestamp>> next_timestamp(const Root& root, const std::optional<Timestamp>& trusted,
                                                 Bytes bytes, SysTime start) {
  auto offered = read_signed<Timestamp>(root, Role::timestamp, bytes);
  if (!offered)
    return fault(std::move(offered.error()));
  if (trusted) {
    if (offered->version < trusted->version)
      return rolled_back(word(Role::timestamp), offered->version, trusted->version);
    if (offered->version == trusted->version)
      return std::nullopt;
    if (offered->snapshot.version < trusted->snapshot.version)
      return rolled_back(word(Role::snapshot), offered->snapshot.version, trusted->snapshot.version);
  }
  if (auto in_time = check_expiry(*offered, start); !in_time)
    return fault(std::move(in_time.error()));
  return std::move(*offered);
}

Checked<Snapshot> next_snapshot(const Root& root, const Timestamp& timestamp,
                                const std::optional<Snapshot>& trusted, Bytes bytes, SysTime start) {
  const MetaFile& announced = timestamp.snapshot;
  if (auto right = check_contents(bytes, announced.length, announced.hashes); !right)
    return fault(std::move(right.error()));
  auto offered = read_signed<Snapshot>(root, Role::snapshot, bytes);
  if (!offered)
    return offered;
  if (auto right = check_version(word(Role::snapshot), offered->version, announced.version); !right)
    return fault(std::move(right.error()));
  if (trusted) {
    if (auto complete = check_nothing_lost(*trusted, *offered); !complete)
      return fault(std::move(complete.error()));
  }
  if (auto in_time = check_expiry(*offered, start); !in_time)
    return fault(std::move(in_time.error()));
  return offered;
}

Checked<Targets> next_targets(const std::map<std::string, PublicKey>& keys, const RoleKeys& signers,
                              const Snapshot& snapshot, std::string_view role, Bytes bytes, SysTime start) {
  const auto announced = listed(snapshot, role);
  if (!announced)
    return fault(announced.error());
  if (auto right = check_contents(bytes, announced->length, announced->hashes); !right)
    return fault(std::move(right.error()));
  auto document = parse_metadata<Targets>(bytes);
  if (!document)
    return fault(std::move(document.error()));
  if (auto is_signed = check_signatures(*document, keys, signers, role); !is_signed)
    return fault(std::move(is_signed.error()));
  if (auto right = check_version(role, document->body.version, announced->version); !right)
    return fault(std::move(right.error()));
  if (auto in_time = check_expiry(document->body, start); !in_time)
    return fault(std::move(in_time.error()));
  return std::move(document->body);
}

Checked<MetaFile> listed(const Snapshot& snapshot, std::string_view role) {
  const auto found = snapshot.meta.find(std::string(role) + ".json");
  if (found != snapshot.meta.end())
    return found->second;
  return fault(Reason::not_listed, "snapshot 메타데이터에 '{}'이(가) 없습니다.",
               "the snapshot metadata do not list '{}'.", printable(role));
}

}  // namespace madang::trust
