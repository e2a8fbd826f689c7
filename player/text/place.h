// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "player/text/layout.h"
#include "player/text/shaped_text.h"
#include "player/text/wrap.h"

namespace madang {

/// The glyphs of one line at a size: runs in visual order (UAX #9 rule L2; trailing white space is left out,
/// so L1 has nothing to do), origin at `x` on `baseline`.
LaidLine place_line(const ShapedText& text, const ShapedParagraph& paragraph, const LineSpan& span,
                    double size, double x, double baseline);

/// The problems of a shaped block as the caller's request counts them.
void add_problems(const ShapedText& text, size_t block, std::vector<TextProblem>& problems);

}  // namespace madang
