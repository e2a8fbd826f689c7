// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <span>
#include <string>

#include "content-schema/base/error.h"
#include "content-schema/wire/manifest.h"
#include "scheduler/store/room.h"
#include "scheduler/store/step.h"

namespace madang {

/// What somebody needs of a store, by name.
struct Needed {
  std::set<std::string> releases;  ///< ids
  std::set<std::string> objects;   ///< digests in hexadecimal, manifests among them; whole or partial

  void add(const ReleaseId& id, const Manifest& manifest);
};

/// Removes all that is not needed: releases, objects, partial files, and what a pointer's or a release's
/// cut-off making left. The number of things removed. Cut off in between, the next one goes on.
Result<std::size_t> remove_all_but(const std::filesystem::path& root, const Needed& needed,
                                   const StepHook& hook);

/// What is here, by what may become of it when `wanted` is to come, and those of `again` that are here once
/// more; `kept` is what nothing may touch, `wanted` included.
Result<Holdings> weigh(const std::filesystem::path& root, const Needed& kept, const Needed& previous,
                       const Manifest& wanted, std::span<const ManifestFile> again);

/// Of the file system that the folder lies on.
Result<DiskSpace> disk_space(const std::filesystem::path& folder);

/// Bytes that objects and partial files take on the disk.
Result<std::uint64_t> bytes_held(const std::filesystem::path& root);

}  // namespace madang
