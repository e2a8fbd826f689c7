// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/error.h"
#include "scheduler/trust/fault.h"

namespace madang::trust {

/// Where trusted metadata lie between updates: `root.json`, `timestamp.json`, `snapshot.json`, `targets.json`
/// and one for each delegated role, byte for byte as they were received. A file is the old one or the new one
/// whatever happens, and on the disk when `write` returns. The folder is nobody else's. Bound to one thread;
/// one update at a time per folder.
class MetadataFolder {
 public:
  /// The folder must be there.
  explicit MetadataFolder(std::filesystem::path path) : path_(std::move(path)) {}

  /// Nothing where there is no such file, or one that cannot be read, or one longer than `most_bytes`.
  std::optional<std::vector<std::byte>> read(std::string_view role, std::uint64_t most_bytes) const;
  /// `disk` where it could not be written; the old one is then still there.
  Checked<void> write(std::string_view role, std::span<const std::byte> bytes) const;
  /// Gone for good when it returns, also if it was not there.
  Checked<void> remove(std::string_view role) const;
  /// What writes that were cut off have left.
  void sweep() const;

  /// `root.json`. Roles may have any name: all but ASCII letters, digits and `-._~` is percent-encoded.
  static std::string file_name(std::string_view role);

 private:
  std::filesystem::path path_;
};

}  // namespace madang::trust
