// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "player/render/draw_list.h"

namespace madang {

/// Scene to draw list: drops what cannot be seen and finds what differs from the scene on the glass. `before`
/// null: all is damage (first frame, resize, a window uncovered). The memory of `spare` serves again, so that
/// a page of ordinary size that only moves allocates nothing here.
DrawList flatten(const Scene& scene, const Scene* before, DrawList spare = {});

}  // namespace madang
