// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>

namespace madang::test {

/// For a test case that needs a machine of its own: a network that is loopback and nothing else, mounts that
/// nobody else sees, and every right over both. The first statement of such a test is
///
///     if (!isolated())
///       return;
///
/// Outside, the test case is run once more in a process with namespaces of its own, and fails here where it
/// fails there; then this is false. Inside it is true. Where the system forbids namespaces that is warned of,
/// and nothing is tested.
bool isolated();

/// Something mounted, inside, until this dies.
class Mounted {
 public:
  /// An empty file system in memory of this size, in the place of `folder`.
  static Mounted memory(const std::filesystem::path& folder, std::uint64_t bytes);
  /// Whoever opens `place` from now on opens `file`.
  static Mounted file(const std::filesystem::path& file, const std::filesystem::path& place);
  Mounted(const Mounted&) = delete;
  Mounted& operator=(const Mounted&) = delete;
  ~Mounted();

 private:
  explicit Mounted(std::filesystem::path place) : place_(std::move(place)) {}

  std::filesystem::path place_;
};

}  // namespace madang::test
