// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "content-schema/base/digest.h"
#include "content-schema/base/unique_fd.h"
#include "content-schema/wire/manifest.h"

namespace madang {

struct Scrubbed {
  std::vector<ManifestFile> wrong;  ///< not what they should be, or unreadable
  bool at_end = false;              ///< all files of the release have been gone through
};

/// Looks, a little at a time, whether the disk still gives back what was stored. When a store is opened only
/// lengths are looked at, since a kiosk must start within a second; cards wear out, and what they return then
/// may be anything. Begins again from the first file at the end, or with another release. Bound to one
/// thread.
class Scrub {
 public:
  /// Reads on for about `budget` bytes, at most to the end. Files that are not there are not looked at: they
  /// are missing, and told as such elsewhere.
  Scrubbed look(const std::filesystem::path& root, const ReleaseId& id, const Manifest& manifest,
                std::uint64_t budget);

 private:
  void begin(const std::filesystem::path& root, const ManifestFile& file);

  ReleaseId id_;
  std::size_t next_ = 0;  ///< file of the manifest
  UniqueFd fd_;  ///< of the file that is being read
  std::optional<Sha256> hash_;
};

}  // namespace madang
