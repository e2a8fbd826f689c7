// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "content-schema/base/clock.h"
#include "scheduler/trust/fault.h"
#include "scheduler/trust/metadata.h"

// The client's decisions of The Update Framework 1.0, section 5 ("detailed client workflow"), one function
// for each step. Pure: `start` is the time at which the update began, which stays the same to its end (5.1),
// and nothing is fetched or kept here; `updater.h` does that. Each names the step it takes.

namespace madang::trust {

using Bytes = std::span<const std::byte>;

/// What is trusted when an update has come to its end.
struct TrustedSet {
  SysTime start;  ///< of the update
  Root root;
  Timestamp timestamp;
  Snapshot snapshot;
  Targets targets;
  /// Delegated ones that were asked for, by who delegates and the role: two who name the same role may trust
  /// different keys for it.
  std::map<std::pair<std::string, std::string>, Targets> delegated;
};

/// 5.2: the root that is on disk or came with the program. Signed by a threshold of its own keys; its expiry
/// does not matter yet.
Checked<Root> trusted_root(Bytes bytes);

/// 5.3.4-5: the root after `trusted`, signed by the thresholds of both, its version one higher. Nothing where
/// it is the same version again: then `trusted` is the last one. Its expiry does not matter yet.
Checked<std::optional<Root>> next_root(const Root& trusted, Bytes bytes);

/// 5.3.10 and its like: `expired` unless the document outlives the beginning of the update.
template <class Body>
Checked<void> check_expiry(const Body& body, SysTime start);

/// 5.3.11: whether a key that could sign timestamp or snapshot before cannot any more. What these keys have
/// signed is then to be forgotten: whoever had stolen them may have driven version numbers up (fast-forward),
/// and the true ones would look like a rollback for ever.
bool revokes_online_keys(const Root& before, const Root& after);

/// What an earlier update has left on disk: signed as `root` asks for, of any age.
Checked<Timestamp> kept_timestamp(const Root& root, Bytes bytes);
Checked<Snapshot> kept_snapshot(const Root& root, Bytes bytes);

/// 5.4.2-4: signed, not older than `trusted` in its version nor in that of the snapshot, not expired. Nothing
/// where it has the version of `trusted`, whatever else it says: then `trusted` stays.
Checked<std::optional<Timestamp>> next_timestamp(const Root& root, const std::optional<Timestamp>& trusted,
                                                 Bytes bytes, SysTime start);

/// 5.5.2-6: what `timestamp` announced, signed, not expired; no document that `trusted` lists is older in it,
/// or missing.
Checked<Snapshot> next_snapshot(const Root& root, const Timestamp& timestamp,
                                const std::optional<Snapshot>& trusted, Bytes bytes, SysTime start);

/// 5.6.2-5: what `snapshot` announced for the role, signed by a threshold of `signers`, not expired. The keys
/// are those of the root, or of the role that delegates.
Checked<Targets> next_targets(const std::map<std::string, PublicKey>& keys, const RoleKeys& signers,
                              const Snapshot& snapshot, std::string_view role, Bytes bytes, SysTime start);

/// What `snapshot` says of a role's document; not_listed where it says nothing.
Checked<MetaFile> listed(const Snapshot& snapshot, std::string_view role);

}  // namespace madang::trust
