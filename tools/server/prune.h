// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "tools/server/catalogue.h"
#include "tools/server/repository.h"

namespace madang::server {

struct Pruned {
  std::size_t files = 0;
  std::uint64_t bytes = 0;
};

/// Versions of each document but root that stay for those who are still reading them.
inline constexpr std::int64_t k_kept_versions = 20;

/// Removes what nothing leads to any more, so that a repository does not grow for ever: manifests of releases
/// that the catalogue has forgotten, those that no screen is assigned to any more, objects that no listed
/// release has, old versions of documents, and what was left by writes that were cut off. Only what has lain
/// there for a day: a screen may be in the middle of fetching it. Removes nothing (`invalid`) when a listed
/// manifest cannot be read. The caller holds the lock.
Result<Pruned> prune(const Repository& repository, const Catalogue& catalogue, SysTime now);

}  // namespace madang::server
