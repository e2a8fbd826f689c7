// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory_resource>
#include <vector>

#include "player/scene/scene.h"

namespace madang {

/// A node that can be seen at all, and what of the screen it touches.
struct VisibleNode {
  const Node* node = nullptr;
  Rect drawn;           ///< not empty
  bool hidden = false;  ///< wholly under one opaque node above it
};

using VisibleNodes = std::pmr::vector<VisibleNode>;

/// The nodes of a scene that are on the screen and not fully transparent, in order, each judged for being
/// covered. They, and all that is noted on the way, lie in `memory`.
VisibleNodes visible_nodes(const Scene& scene,
                           std::pmr::memory_resource* memory = std::pmr::get_default_resource());

/// Where two scenes of one size can differ: the drawn rectangles of nodes that the other one has not, or has
/// in another order, in place of what `damage` held. What is hidden in its own scene changes nothing there,
/// and so damages nothing. Scratch memory is taken where `after` lies.
void find_damage(const VisibleNodes& before, const VisibleNodes& after, std::vector<Rect>& damage);

/// Few rectangles around the same pixels: joins those whose union wastes little (at most half as much again),
/// and keeps no more than `most` by joining the cheapest pairs.
std::vector<Rect> merge_rects(std::vector<Rect> rects, size_t most = 8);

}  // namespace madang
