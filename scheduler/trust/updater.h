// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "scheduler/trust/fault.h"
#include "scheduler/trust/metadata_folder.h"
#include "scheduler/trust/trusted_set.h"

namespace madang::trust {

/// Gets a document of the repository: `timestamp.json`, `3.root.json`, a name below the folder of metadata,
/// already fit for a URL. Faults: not_found, unreachable, and too_large for more than `most_bytes`.
using Fetch =
    std::function<Checked<std::vector<std::byte>>(const std::string& name, std::uint64_t most_bytes)>;

/// What one update may cost before anything is believed. Those of python-tuf, whose repositories are about.
struct UpdateLimits {
  std::uint64_t root_bytes = 512'000;
  std::uint64_t timestamp_bytes = 16'384;
  std::uint64_t snapshot_bytes = 2'000'000;
  std::uint64_t targets_bytes = 5'000'000;
  int root_rotations = 256;      ///< in one update; the next one goes on from there
  std::size_t delegations = 32;  ///< delegated roles asked for one path
};

/// Brings trusted metadata up to date, as TUF 1.0 section 5 says. Bound to one thread.
///
/// What a step accepts is on disk before the next one begins, so an update that fails or is killed leaves
/// what it had come to, and the next one goes on from there. Files on disk that are damaged, or no longer
/// signed by those who may, are as good as none; only without a root nothing can begin.
class Updater {
 public:
  Updater(MetadataFolder folder, Fetch fetch, UpdateLimits limits = {})
      : folder_(std::move(folder)), fetch_(std::move(fetch)), limits_(limits) {}

  /// One update, begun at `start` (5.1 to 5.6.6). What is on disk is not fetched again as long as it is what
  /// the repository announces.
  Checked<TrustedSet> refresh(SysTime start) const;

  /// 5.6.7: who among the targets roles describes `path`, asked in the order of delegation, depth first.
  /// Roles that had to be read stay in `trusted`. not_listed when nobody does; the fault of a delegated
  /// role's document ends the search. Delegation by bins (TAP 15, `succinct_roles`) is not known.
  Checked<TargetFile> find_target(TrustedSet& trusted, const std::string& path) const;

 private:
  Checked<Root> update_root() const;
  Checked<Timestamp> update_timestamp(const Root& root, SysTime start) const;
  Checked<Snapshot> update_snapshot(const Root& root, const Timestamp& timestamp, SysTime start) const;
  Checked<Targets> update_targets(const TrustedSet& trusted, const std::string& role,
                                  const std::map<std::string, PublicKey>& keys,
                                  const RoleKeys& signers) const;

  MetadataFolder folder_;
  Fetch fetch_;
  UpdateLimits limits_;
};

/// Where the repository keeps a file, below its folder of targets and not yet fit for a URL:
/// `media/<hash>.a.mp4` with consistent snapshots, else the path itself (TUF 1.0 section 5.7.3).
std::string target_name(const Root& root, const std::string& path, const TargetFile& file);

}  // namespace madang::trust
