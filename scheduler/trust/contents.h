// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scheduler/trust/fault.h"
#include "scheduler/trust/metadata.h"

namespace madang::trust {

/// Bytes against the length and the digests that somebody trusted has announced, as they stream by. Known are
/// sha256, sha384 and sha512; every known one is held, others are passed over, but not all of them.
/// Bound to one thread.
class Contents {
 public:
  /// Without hashes the length alone is held, where there is one. wrong_digest when none of the hashes is
  /// known.
  static Checked<Contents> announced(std::optional<std::uint64_t> length, const Hashes& hashes);
  Contents(Contents&&) noexcept;
  Contents& operator=(Contents&&) noexcept;
  ~Contents();

  /// too_large as soon as there is more than was announced.
  Checked<void> update(std::span<const std::byte> bytes);
  /// wrong_digest when it is not what was announced, or less of it. The object is spent.
  Checked<void> finish();

 private:
  struct Sum;
  Contents();
  std::optional<std::uint64_t> length_;
  std::uint64_t seen_ = 0;
  std::vector<Sum> sums_;
};

/// The same for bytes in memory.
Checked<void> check_contents(std::span<const std::byte> bytes, std::optional<std::uint64_t> length,
                             const Hashes& hashes);

/// The digest under which a repository with consistent snapshots keeps a file (TUF 1.0 section 6.2): sha256,
/// or what there is instead; empty where there is none.
std::string naming_digest(const Hashes& hashes);

}  // namespace madang::trust
