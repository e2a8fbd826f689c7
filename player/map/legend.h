// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "player/map/lettering.h"
#include "player/map/sprites.h"

namespace madang {

/// What a swatch of the legend stands for.
struct LegendEntry {
  Colour colour;
  bool closed = false;  ///< the look of shops that do not open today, instead of the colour
  std::string icon;     ///< upon the swatch; may be empty
  std::string words;    ///< in the legend's language; may be empty
};

/// Where so many entries go: in equal cells, so that the map above stays where it is when the language turns.
class LegendGrid {
 public:
  /// `em` is the map's, px.
  LegendGrid(size_t entries, Size box, double em);
  /// Along the bottom of the box; empty where that has no room for it, or nothing is to be told.
  Rect place() const { return place_; }
  double size() const { return size_; }  ///< px, em of its words
  Rect swatch(size_t entry) const;
  Rect words(size_t entry) const;

 private:
  Rect cell(size_t entry) const;
  double size_;
  int row_ = 0;
  int columns_ = 1;
  Rect place_;
};

/// Its ground and swatches, alike in all languages.
MapSprite paint_legend(const std::vector<LegendEntry>& entries, const LegendGrid& grid);
/// Its words and icons, in the lettering's language.
std::vector<MapLabel> label_legend(const std::vector<LegendEntry>& entries, const LegendGrid& grid,
                                   const Lettering& lettering);

}  // namespace madang
