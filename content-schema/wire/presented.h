// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/ids.h"
#include "content-schema/model/source.h"
#include "content-schema/base/clock.h"

namespace madang {

/// One item on the glass.
struct PresentedItem {
  SourceMark mark;              ///< where it was written
  std::string medium;           ///< of a picture or a clip; else empty
  SysTime start;                ///< of its turn
  Millis position{0};           ///< since then, at the refresh
  std::optional<Millis> frame;  ///< of a clip: when its frame that is shown begins, from the clip's start (it
                                ///< goes on growing over loops); nothing while it has none
  double opacity = 1;
  friend bool operator==(const PresentedItem&, const PresentedItem&) = default;
};

/// What one refresh put on the glass: a line of the present log, the source of proof of play.
struct Presented {
  SysTime due;              ///< the refresh that it is for
  SysTime at;               ///< when it had been handed to the display
  std::uint64_t frame = 0;  ///< presented since the player began
  ReleaseId release;
  std::vector<PresentedItem> items;  ///< back to front; grounds are no items
  std::vector<IncidentId> incidents;
  friend bool operator==(const Presented&, const Presented&) = default;
};

/// Whether the two show the same turns of the same items, wherever in them they are.
bool same_turns(const Presented& a, const Presented& b);

}  // namespace madang
