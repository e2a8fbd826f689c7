// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/damage.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "player/render/coverage.h"

namespace madang {
namespace {

std::int64_t area(const Rect& rect) {
  return std::int64_t{rect.width} * rect.height;
}

/// Which of the nodes [begin, end) of both lists stay, by the longest common subsequence: the fewest nodes
/// count as changed.
struct Kept {
  std::pmr::vector<bool> before;
  std::pmr::vector<bool> after;
};

Kept common_nodes(const VisibleNodes& before, const VisibleNodes& after) {
  std::pmr::memory_resource* memory = after.get_allocator().resource();
  Kept kept{std::pmr::vector<bool>(before.size(), false, memory),
            std::pmr::vector<bool>(after.size(), false, memory)};
  size_t begin = 0;
  size_t before_end = before.size();
  size_t after_end = after.size();
  while (begin < before_end && begin < after_end && *before[begin].node == *after[begin].node) {
    kept.before[begin] = kept.after[begin] = true;
    ++begin;
  }
  while (before_end > begin && after_end > begin &&
         *before[before_end - 1].node == *after[after_end - 1].node)
    kept.before[--before_end] = kept.after[--after_end] = true;

  const size_t rows = before_end - begin;
  const size_t columns = after_end - begin;
  // Beyond this a page is no longer a page; that all of it is redrawn is right, if not thrifty.
  if (rows == 0 || columns == 0 || rows * columns > 250'000)
    return kept;

  // Of the best match of the two tails.
  std::pmr::vector<std::uint16_t> length((rows + 1) * (columns + 1), memory);
  const auto at = [&](size_t i, size_t j) -> std::uint16_t& { return length[i * (columns + 1) + j]; };
  const auto same = [&](size_t i, size_t j) { return *before[begin + i].node == *after[begin + j].node; };
  for (size_t i = rows; i-- > 0;) {
    for (size_t j = columns; j-- > 0;) {
      at(i, j) = same(i, j) ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                            : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (size_t i = 0, j = 0; i < rows && j < columns;) {
    if (same(i, j)) {
      kept.before[begin + i++] = kept.after[begin + j++] = true;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      ++i;
    } else {
      ++j;
    }
  }
  return kept;
}

void add_changed(const VisibleNodes& nodes, const std::pmr::vector<bool>& kept, std::vector<Rect>& damage) {
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (!kept[i] && !nodes[i].hidden)
      damage.push_back(nodes[i].drawn);
  }
}

}  // namespace

VisibleNodes visible_nodes(const Scene& scene, std::pmr::memory_resource* memory) {
  VisibleNodes nodes(memory);
  nodes.reserve(scene.nodes.size());
  for (const Node& node : scene.nodes) {
    const Rect drawn = drawn_rect(node, scene.size);
    if (!drawn.empty())
      nodes.push_back({&node, drawn, false});
  }
  std::pmr::vector<Rect> covers(memory);
  for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
    node->hidden = std::any_of(covers.begin(), covers.end(),
                               [&](const Rect& cover) { return contains(cover, node->drawn); });
    if (!node->hidden && covers_all(*node->node))
      covers.push_back(node->drawn);
  }
  return nodes;
}

void find_damage(const VisibleNodes& before, const VisibleNodes& after, std::vector<Rect>& damage) {
  const Kept kept = common_nodes(before, after);
  damage.clear();
  add_changed(before, kept.before, damage);
  add_changed(after, kept.after, damage);
  damage = merge_rects(std::move(damage));
}

std::vector<Rect> merge_rects(std::vector<Rect> rects, size_t most) {
  std::erase_if(rects, [](const Rect& rect) { return rect.empty(); });
  // A scene may change in thousands of places; pairs of them all would cost more than drawing their union.
  if (rects.size() > 64) {
    Rect all;
    for (const Rect& rect : rects)
      all = unite(all, rect);
    return {all};
  }
  while (rects.size() > 1) {
    size_t first = 0;
    size_t second = 0;
    auto least = std::numeric_limits<std::int64_t>::max();
    bool thrifty = false;
    for (size_t i = 0; i < rects.size(); ++i) {
      for (size_t j = i + 1; j < rects.size(); ++j) {
        const std::int64_t covered = area(rects[i]) + area(rects[j]) - area(intersect(rects[i], rects[j]));
        const std::int64_t joined = area(unite(rects[i], rects[j]));
        const std::int64_t waste = joined - covered;
        const bool cheap = waste * 2 <= covered;
        if (cheap > thrifty || (cheap == thrifty && waste < least)) {
          first = i;
          second = j;
          least = waste;
          thrifty = cheap;
        }
      }
    }
    if (!thrifty && rects.size() <= most)
      break;
    rects[first] = unite(rects[first], rects[second]);
    rects.erase(rects.begin() + static_cast<std::ptrdiff_t>(second));
  }
  return rects;
}

}  // namespace madang
