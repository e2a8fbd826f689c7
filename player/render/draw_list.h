// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <vector>

#include "player/scene/scene.h"

namespace madang {

/// What any back end must be able to draw, and where the picture changed since the list before it. Everything
/// outside `damage` is on the glass already and must be left as it is.
struct DrawList {
  Size size;
  std::vector<Node> commands;  ///< back to front over black; nothing invisible, nothing wholly covered
  std::vector<Rect> damage;    ///< disjoint or not, inside `size`; empty: do not present
};

}  // namespace madang
