// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "player/render/draw_list.h"

namespace madang {

/// Scene to draw list: drops what cannot be seen and finds what differs from the scene on the glass. `before`
/// null: all is damage (first frame, resize, a window uncovered).
DrawList flatten(const Scene& scene, const Scene* before);

}  // namespace madang
