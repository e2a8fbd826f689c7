// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/model/colour.h"
#include "player/media/picture.h"
#include "player/text/placed_text.h"

namespace madang {

/// The part `area` (px from the text's origin) of a text as a picture, for back ends that keep it as a
/// texture. The colour's alpha is in it.
Picture picture_of(const PlacedText& text, Colour colour, const Rect& area);

}  // namespace madang
