// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/declined.h"

#include <utility>

namespace madang::fetch {

Declined without_room(const ReleaseId& release, Fault why, const Room& room, std::uint64_t free,
                      SteadyTime now, Millis rest) {
  Declined::Until until{std::nullopt, now + rest};
  // A quota is ours alone: it grows with a restart only.
  if (room.short_of_quota == 0)
    until.free = free + room.short_of_disk;
  return {release, std::move(why), until};
}

bool is_worth_trying(const std::optional<Declined>& declined, const ReleaseId& offered, std::uint64_t free,
                     SteadyTime now) {
  if (!declined || declined->release != offered)
    return true;
  if (!declined->until)
    return false;
  return now >= declined->until->time || (declined->until->free && free >= *declined->until->free);
}

}  // namespace madang::fetch
