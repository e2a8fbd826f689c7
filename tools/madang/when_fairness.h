// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "tools/madang/when_view.h"

namespace madang::tool {

/// One entry's screen time on one day.
struct FairShare {
  size_t entry = 0;
  Millis due{0};      ///< by the shares of each segment, for as long as it lasts
  Millis had{0};      ///< on the glass, turn by turn as the player counts them
  Millis longest{0};  ///< of its items, or of a pass of its layout

  /// How many items it is ahead of its due; behind where it is negative.
  double items_ahead() const {
    return longest.count() > 0
               ? static_cast<double>((had - due).count()) / static_cast<double>(longest.count())
               : 0;
  }
};

struct FairDay {
  size_t day = 0;                 ///< index into WhenView::days
  std::vector<FairShare> shares;  ///< of those that were due or shown, ascending by entry
};

/// Every turn of the view's time is looked at: a second or two for a year of short items.
std::vector<FairDay> fairness(const WhenView& view);

}  // namespace madang::tool
