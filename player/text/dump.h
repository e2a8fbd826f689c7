// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "player/text/layout.h"

namespace madang {

/// A layout for people and for goldens: each line with its place and text, then its glyphs by face, as
/// `name@x` in whole px (of a vertical line `name@y`, with `>` where it is turned). A glyph is called by its
/// name in the font, or, where the font keeps no names (CJK), by the text it stands for: glyph numbers change
/// from one release of a font to the next.
std::string dump(const TextRequest& request, const TextLayout& layout, FontSet& fonts);

}  // namespace madang
