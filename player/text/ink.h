// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/model/geometry.h"
#include "player/text/layout.h"

namespace madang {

/// Around all that the glyphs of a layout will draw, px of its box; empty where there is nothing to see. From
/// the fonts' outlines, without drawing: within a pixel of PlacedText::ink. What reaches out of the box
/// (marks stacked high, swashes) may be cut off by its zone or touch a neighbour.
Rect ink_of(const TextLayout& layout, FontSet& fonts);

}  // namespace madang
