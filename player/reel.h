// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <vector>

#include "player/local_content.h"
#include "player/looks.h"
#include "player/timeline/timeline.h"

namespace madang {

/// All that the screens can come to show on one timeline, each look for an hour of its own: for those who
/// look a folder over. No time of the calendar is meant.
class Reel {
 public:
  /// Whoever walks through a look takes no more steps than that.
  static constexpr size_t k_most_instants = 1000;
  static constexpr Millis k_longest_look = std::chrono::hours{1};

  explicit Reel(const LocalContent& content);

  size_t size() const { return looks_.size(); }
  const Look& look(size_t index) const { return looks_[index]; }
  static Interval time(size_t index);
  const Timeline& timeline() const { return timeline_; }

  /// More or less: each item in each language. After so many without news there will be none.
  size_t changes_in_a_round(size_t index) const;

 private:
  std::shared_ptr<const Programme> cut(const LocalContent& content) const;
  size_t items_of(const Show& show, int depth) const;

  std::vector<Look> looks_;
  Timeline timeline_;
};

}  // namespace madang
