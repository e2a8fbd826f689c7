// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "content-schema/base/clock.h"

namespace madang::bridge {

/// Which messages were taken lately, so that one whose answer was lost is answered again and not told again.
///
/// A message is a repetition if its account sent the same sequence number with the same content within
/// k_memory. The number alone is not enough: it begins again at 1 when a panel restarts, and may then belong
/// to a fire that nobody has heard of. A true repetition that comes later than k_memory is told twice, which
/// harms nobody. Bound to one thread.
class Repeats {
 public:
  static constexpr std::chrono::minutes k_memory{10};
  static constexpr std::size_t k_most_each =
      16;  ///< of an account; panels wait for an answer, so few are under way

  bool knows(std::string_view account, int sequence, std::string_view content, SteadyTime now) const;
  /// `account` is one of a known few.
  void remember(std::string_view account, int sequence, std::string_view content, SteadyTime now);

 private:
  struct Taken {
    int sequence;
    std::string content;
    SteadyTime when;
  };
  std::map<std::string, std::deque<Taken>, std::less<>> taken_;
};

}  // namespace madang::bridge
