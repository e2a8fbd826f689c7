// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <optional>

#include "content-schema/base/message.h"

namespace madang {

/// How much of a disk a store may take. Bytes everywhere here are whole blocks, as the disk counts them.
struct Quota {
  std::optional<std::uint64_t> bytes;  ///< of objects and partial files; nothing: what the disk allows
  int free_percent = 10;               ///< of the disk, that a release may not take
  /// Of a large disk a smaller part is enough for logs, and for what else a kiosk writes.
  std::uint64_t most_free = 16ull << 30;
};

struct DiskSpace {
  std::uint64_t total = 0;
  std::uint64_t free = 0;  ///< for us, without what is reserved for root
};

/// What a store holds when a release is to come, by what may become of it; each file counted once.
struct Holdings {
  std::uint64_t kept = 0;         ///< of the active release, and of the one that is to come
  std::uint64_t previous = 0;     ///< that only the previous release needs
  std::uint64_t superfluous = 0;  ///< that nobody needs
  std::uint64_t to_come = 0;      ///< of the release, and not here yet
  /// Of files that the disk has spoilt, and that come in place of as many bytes. For a moment both are there,
  /// so the disk must have so much left; but neither does the quota forbid it, nor what is to stay free.
  std::uint64_t again = 0;
};

/// Whether it fits, and what has to go for it.
struct Room {
  enum class Give {
    nothing,
    superfluous,  ///< what nobody needs
    previous,     ///< that, and the release before the active one
    too_little,   ///< all of it would not do; nothing is to be given
  };
  Give give = Give::nothing;
  std::uint64_t short_of_disk = 0;   ///< bytes, for `too_little`
  std::uint64_t short_of_quota = 0;  ///< the same; either or both
};

/// No more is given than is needed, the previous release last and the active one never. What is here already
/// always fits.
Room work_out_room(const Holdings& holdings, const DiskSpace& disk, const Quota& quota);

/// For `too_little`: how much is missing of what, and what to do.
Bilingual say_too_little(const Room& room);

}  // namespace madang
