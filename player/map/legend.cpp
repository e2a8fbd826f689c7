// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/map/legend.h"

#include <algorithm>
#include <cmath>

#include "player/map/pen.h"

namespace madang {
namespace {

constexpr Colour k_ground{255, 252, 246, 255};
constexpr double k_cell = 7.4;  // em of its words

}  // namespace

LegendGrid::LegendGrid(size_t entries, Size box, double em) : size_(em * 0.72) {
  if (entries == 0)
    return;
  const int count = static_cast<int>(entries);
  row_ = static_cast<int>(std::ceil(size_ * 1.7));
  columns_ = std::clamp(static_cast<int>(box.width / (size_ * k_cell)), 1, count);
  const int rows = (count + columns_ - 1) / columns_;
  const int height = rows * row_;
  if (height <= box.height / 3)
    place_ = {0, box.height - height, box.width, height};
}

Rect LegendGrid::cell(size_t entry) const {
  const int width = place_.width / columns_;
  const int at = static_cast<int>(entry);
  return {place_.x + width * (at % columns_), place_.y + row_ * (at / columns_), width, row_};
}

Rect LegendGrid::swatch(size_t entry) const {
  const Rect in = cell(entry);
  const int side = static_cast<int>(std::lround(size_ * 1.3));
  return {in.x + static_cast<int>(std::lround(size_ * 0.4)), in.y + (in.height - side) / 2, side, side};
}

Rect LegendGrid::words(size_t entry) const {
  const Rect in = cell(entry);
  const int left = swatch(entry).right() + static_cast<int>(std::lround(size_ * 0.35));
  return {left, in.y, std::max(2, in.right() - left), in.height};
}

MapSprite paint_legend(const std::vector<LegendEntry>& entries, const LegendGrid& grid) {
  const Rect place = grid.place();
  Canvas canvas(place.size());
  cairo_t* c = canvas.get();
  set_colour(c, k_ground);
  cairo_paint(c);
  for (size_t i = 0; i < entries.size(); ++i) {
    const Rect swatch = grid.swatch(i);
    cairo_rectangle(c, swatch.x - place.x, swatch.y - place.y, swatch.width, swatch.height);
    set_colour(c, entries[i].closed ? k_closed_shop : entries[i].colour);
    if (!entries[i].closed) {
      cairo_fill(c);
      continue;
    }
    cairo_fill_preserve(c);
    hatch_closed(c);
  }
  return {std::move(canvas).picture(), place};
}

std::vector<MapLabel> label_legend(const std::vector<LegendEntry>& entries, const LegendGrid& grid,
                                   const Lettering& lettering) {
  std::vector<MapLabel> labels;
  for (size_t i = 0; i < entries.size(); ++i) {
    const Rect swatch = grid.swatch(i), words = grid.words(i);
    if (auto icon = lettering.set(entries[i].icon, {grid.size(), grid.size() * 0.5}, swatch.size())) {
      centre(*icon, swatch);
      labels.push_back(std::move(*icon));
    }
    if (auto label = lettering.set(entries[i].words, {grid.size(), grid.size() * 0.5}, words.size())) {
      // All on one line, whichever letters they have.
      label->at = {static_cast<double>(words.x - label->text->ink.x), static_cast<double>(words.y)};
      labels.push_back(std::move(*label));
    }
  }
  return labels;
}

}  // namespace madang
