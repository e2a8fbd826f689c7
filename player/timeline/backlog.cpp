// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/backlog.h"

namespace madang {

std::int64_t Backlog::at(const Refresh& refresh, std::int64_t first, Millis frame) {
  const std::int64_t number = refresh.number - first;
  decided_ = number == last_;
  if (decided_)
    return owed_;
  owed_ += number - last_ - 1;
  last_ = number;
  const bool can_catch_up =
      frame == Millis{0} || static_cast<double>(frame.count()) >= k_least_standing * refresh.period;
  if (owed_ < 0 || owed_ > k_most || !can_catch_up)  // the clock was set, or the turn joined in its middle
    owed_ = 0;
  return owed_;
}

bool Backlog::give_up_repeat() {
  if (decided_ || owed_ == 0)
    return false;
  --owed_;
  return true;
}

}  // namespace madang
