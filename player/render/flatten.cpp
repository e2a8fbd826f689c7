// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/flatten.h"

#include "player/render/damage.h"

namespace madang {

DrawList flatten(const Scene& scene, const Scene* before) {
  DrawList list{scene.size, {}, {}};
  if (scene.size.empty())
    return list;

  const std::vector<VisibleNode> nodes = visible_nodes(scene);
  for (const VisibleNode& node : nodes) {
    if (!node.hidden)
      list.commands.push_back(*node.node);
  }
  if (before != nullptr && before->size == scene.size)
    list.damage = find_damage(visible_nodes(*before), nodes);
  else
    list.damage = {{0, 0, scene.size.width, scene.size.height}};
  return list;
}

}  // namespace madang
