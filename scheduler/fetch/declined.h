// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <optional>

#include "content-schema/base/clock.h"
#include "content-schema/model/ids.h"
#include "scheduler/fetch/fault.h"
#include "scheduler/store/room.h"

namespace madang::fetch {

/// For how long a release that did not fit is left alone where nothing changes. Quotas of disks, and what
/// else cannot be seen from here, may have changed by then.
inline constexpr Millis k_room_rest{10 * 60'000};

/// A release that was offered and not taken. Without this its manifest would be fetched, and the disk gone
/// through, every few seconds for as long as it is offered.
struct Declined {
  /// What would have to be otherwise for it to be tried again.
  struct Until {
    /// Bytes of the disk that are free; nothing where that would not help.
    std::optional<std::uint64_t> free;
    SteadyTime time;  ///< or this late
  };

  ReleaseId release;
  Fault why;                   ///< to be told for as long as it is offered
  std::optional<Until> until;  ///< nothing: it is not fit, and the same bytes are as bad as they were
};

/// There was too little room, with `free` bytes left on the disk.
Declined without_room(const ReleaseId& release, Fault why, const Room& room, std::uint64_t free,
                      SteadyTime now, Millis rest = k_room_rest);

/// Whether what is offered now is to be tried, given what was declined last. Pure.
bool is_worth_trying(const std::optional<Declined>& declined, const ReleaseId& offered, std::uint64_t free,
                     SteadyTime now);

}  // namespace madang::fetch
