// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/model/map.h"
#include "player/media/canvas.h"

namespace madang {

/// Draws the mark of a type around (x, y), `side` px: a pictogram on a badge in the colour that people know it by
/// (ISO 3864: green for escape and first aid, red for fire equipment, blue for information). Private to this
/// folder.
void draw_mark(cairo_t* cairo, MapType type, double x, double y, double side);

}  // namespace madang
