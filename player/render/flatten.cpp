// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/flatten.h"

#include <array>
#include <cstddef>
#include <memory_resource>
#include <utility>

#include "player/render/damage.h"

namespace madang {
namespace {

constexpr size_t k_arena = size_t{32} * 1024;  // some hundred nodes; what needs more takes it from the heap

}  // namespace

DrawList flatten(const Scene& scene, const Scene* before, DrawList spare) {
  DrawList list = std::move(spare);
  list.size = scene.size;
  list.commands.clear();
  list.damage.clear();
  if (scene.size.empty())
    return list;

  std::array<std::byte, k_arena> room;  // left as it is: only what is written is read
  std::pmr::monotonic_buffer_resource arena(room.data(), room.size());
  const VisibleNodes nodes = visible_nodes(scene, &arena);
  for (const VisibleNode& node : nodes) {
    if (!node.hidden)
      list.commands.push_back(*node.node);
  }
  if (before != nullptr && before->size == scene.size)
    find_damage(visible_nodes(*before, &arena), nodes, list.damage);
  else
    list.damage.push_back({0, 0, scene.size.width, scene.size.height});
  return list;
}

}  // namespace madang
