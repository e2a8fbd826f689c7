// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "content-schema/base/clock.h"

namespace madang {

/// One of those who take turns on a screen.
struct Contender {
  int share = 1;               ///< of the time, beside the others' shares; > 0
  double at_least = 0;         ///< part of the time that it gets in any case, 0 to 1
  std::vector<Millis> pieces;  ///< its items' lengths in their order, each > 0; none: it takes no turn
};

/// What part of the time each is due; together 1, or all 0 where nobody has pieces. Whoever was promised more
/// than its share gets what it was promised, and the others share the rest. Promises of more than the whole
/// are cut down alike.
std::vector<double> dues(const std::vector<Contender>& contenders);

/// Whose turn it is: an item at a time, in the order of worst-case fair weighted fair queueing (WF2Q, Bennett
/// and Zhang 1996). Of those who are not ahead of their due, the one whose next item would be finished first if
/// each had its part of the screen all the time. So at any instant nobody is ahead of its due by more than one
/// item of its own, or behind by more than the longest item of any. It keeps its promise from the beginning of
/// the rota on, whole milliseconds, and is the same on every machine.
class Rota {
 public:
  struct Turn {
    Millis begin{0};              ///< from the beginning; it ends where the next one begins
    std::uint32_t contender = 0;  ///< index
    std::uint32_t piece = 0;      ///< index among its pieces
  };

  Rota() = default;
  /// Turns that begin within `span`; no more than a million of them, and none after thirty days.
  Rota(const std::vector<Contender>& contenders, Millis span);

  /// One after the other from 0 on. A contender of one piece that comes several times in a row has one turn.
  const std::vector<Turn>& turns() const { return turns_; }
  /// The turn at that time from the beginning; the last one where it is beyond the span. There must be turns.
  std::size_t at(Millis offset) const;
  /// Where that turn ends. The last one ends with its piece.
  Millis end_of(std::size_t turn) const { return turn + 1 < turns_.size() ? turns_[turn + 1].begin : end_; }

 private:
  std::vector<Turn> turns_;
  Millis end_{0};
};

}  // namespace madang
