// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "player/text/layout.h"
#include "player/text/shaped_text.h"

namespace madang {

/// Sizes that shrink tries below the one asked for: whole steps of half a pixel.
inline constexpr double k_size_step = 0.5;

/// Down to this part of the size asked for, words are kept whole: a headline a little smaller is read, one
/// with a word cut in two is not. Below it words longer than the line are cut.
inline constexpr double k_whole_words_down_to = 0.5;

struct FittedSize {
  double size = 0;    ///< em, px
  bool fits = false;  ///< false only at the least size
  bool cuts_words = false;
};

/// Height of all blocks in px at a size; `cuts` tells whether a word had to be cut, `wide` whether a line
/// leaves the box even so.
struct Measure {
  double height = 0;
  bool cuts = false;
  bool wide = false;
};
Measure measure(const TextRequest& request, const std::vector<ShapedTextPtr>& blocks, double size);

/// The size asked for where it fits; with TextFit::shrink else the largest on the grid that does, found by
/// bisection. It is maximal: one step more does not fit (with words whole, where that is still asked).
FittedSize fit_size(const TextRequest& request, const std::vector<ShapedTextPtr>& blocks);

}  // namespace madang
