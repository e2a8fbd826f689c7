// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/labels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace madang {
namespace {

constexpr int k_cell = 64;  // px

bool cross(const Rect& a, const Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

}  // namespace

LabelGrid::LabelGrid(Size box)
    : box_(box),
      columns_(box.width / k_cell + 1),
      cells_(static_cast<size_t>(columns_) * static_cast<size_t>(box.height / k_cell + 1)) {}

template <class Visit>
void LabelGrid::cells_of(const Rect& rect, Visit visit) const {
  const Rect inside = intersect(rect, {0, 0, box_.width, box_.height});
  if (inside.empty())
    return;
  for (int row = inside.y / k_cell; row <= (inside.bottom() - 1) / k_cell; ++row) {
    for (int column = inside.x / k_cell; column <= (inside.right() - 1) / k_cell; ++column)
      visit(static_cast<size_t>(row) * static_cast<size_t>(columns_) + static_cast<size_t>(column));
  }
}

bool LabelGrid::free(const Rect& rect) const {
  if (rect.empty() || rect.x < 0 || rect.y < 0 || rect.right() > box_.width || rect.bottom() > box_.height)
    return false;
  bool is_free = true;
  cells_of(rect, [&](size_t cell) {
    is_free = is_free && std::none_of(cells_[cell].begin(), cells_[cell].end(),
                                      [&](const Rect& taken) { return cross(taken, rect); });
  });
  return is_free;
}

void LabelGrid::take(const Rect& rect) {
  cells_of(rect, [&](size_t cell) { cells_[cell].push_back(rect); });
}

std::optional<Rect> find_place(const LabelWish& wish, const LabelGrid& grid) {
  struct Side {
    int x, y;
  };
  static constexpr std::array<Side, 8> sides{{{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, -1}, {-1, -1}, {1, 1}, {-1, 1}}};
  const auto at = [&](double x, double y) {
    return Rect{static_cast<int>(std::lround(x - wish.size.width / 2.0)),
                static_cast<int>(std::lround(y - wish.size.height / 2.0)), wish.size.width, wish.size.height};
  };
  if (wish.away <= 0) {
    const Rect rect = at(wish.at.x, wish.at.y);
    return grid.free(rect) ? std::optional(rect) : std::nullopt;
  }
  for (int far = 1; far <= wish.farthest; ++far) {
    for (const Side& side : sides) {
      const Rect rect = at(wish.at.x + side.x * (wish.away * far + wish.size.width / 2.0),
                           wish.at.y + side.y * (wish.away * far + wish.size.height / 2.0));
      if (grid.free(rect))
        return rect;
    }
  }
  return std::nullopt;
}

double width_around(const std::vector<std::vector<MapSpot>>& rings, MapSpot at, double height) {
  constexpr int k_lines = 5;
  double half = 1e9;
  for (int i = 0; i < k_lines; ++i) {
    const double y = at.y + height * (static_cast<double>(i) / (k_lines - 1) - 0.5);
    double left = -1e9, right = 1e9;  // the nearest edges on either side
    int crossings = 0;                // to the left: odd is inside
    for (const auto& ring : rings) {
      for (size_t j = 0; j < ring.size(); ++j) {
        const MapSpot& a = ring[j];
        const MapSpot& b = ring[(j + 1) % ring.size()];
        if ((a.y <= y) == (b.y <= y))
          continue;
        const double x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
        if (x <= at.x) {
          left = std::max(left, x);
          ++crossings;
        } else {
          right = std::min(right, x);
        }
      }
    }
    if (crossings % 2 == 0)
      return 0;
    half = std::min({half, at.x - left, right - at.x});
  }
  return 2 * half;
}

}  // namespace madang
