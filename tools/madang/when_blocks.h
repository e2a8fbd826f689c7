// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string_view>
#include <vector>

#include "tools/madang/svg.h"
#include "tools/madang/when_view.h"

namespace madang::tool {

// How entries look in the pictures of `madang when`: each has a ground and an ink of its own by its number in
// the schedule, the same in every picture of the screen. The grounds are Okabe and Ito's palette (2008),
// which people tell apart however they see colours; where there are more entries than that it begins again
// under another pattern.

/// For Svg::define.
std::string_view pattern_definitions();

/// `hint` is what shows where a mouse rests; may be empty.
void fill_with(Svg& svg, const WhenView& view, size_t entry, const Box& box, std::string_view hint);
/// Letters in the entry's ink, on its baseline; where there is a pattern, on a plate that covers it. The
/// style's colour does not count.
void write_on(Svg& svg, const WhenView& view, size_t entry, double x, double y, std::string_view words,
              SvgText style);

/// One column of time: what part of a view, how it lies on the wall's clock, and where in the drawing.
struct Column {
  Interval interval;
  LocalTime from;  ///< at the top
  Millis length;   ///< down to the bottom, by the wall's clock
  Box box;
};

struct Block {
  Box box;
  WhenStretch stretch;
};

/// The stretch's places in the column: one, or two where the clocks change in it. A repeated hour takes the
/// right half of its place the second time.
std::vector<Block> blocks(const WhenView& view, const Column& column, const WhenStretch& stretch);

enum class Labels { none, names };
/// Its entries side by side, each as wide as its due; by name where there are no more than five.
void draw_block(Svg& svg, const WhenView& view, const Block& block, Labels labels, Lang lang);

}  // namespace madang::tool
