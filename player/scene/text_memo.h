// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "content-schema/model/geometry.h"
#include "content-schema/model/item.h"
#include "player/scene/table_grid.h"
#include "player/text/placed_text.h"

namespace madang {

/// Which text of an item stands where. `version` tells apart what one item says at different times: the
/// language whose turn it is, the minute of a clock.
struct TextSpot {
  const Item* item = nullptr;
  Rect zone;
  double pixel = 1;  ///< px of the screen per canvas pixel
  std::int64_t version = 0;
  friend bool operator==(const TextSpot&, const TextSpot&) = default;
};

/// The texts of the pages that were built lately, so that a refresh at which nothing was said anew asks
/// nobody, makes no string and allocates nothing for text. Good for one timeline, viewport and screen: its
/// owner clears it when one of them changes. Bound to one thread at a time.
class TextMemo {
 public:
  /// Null where it is not known.
  PlacedTextPtr find(const TextSpot& spot) const {
    const auto known = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const Entry& entry) { return entry.spot == spot; });
    return known != entries_.end() ? known->text : nullptr;
  }

  /// In place of what the item said there before.
  void keep(const TextSpot& spot, PlacedTextPtr text) {
    const auto before = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
      return TextSpot{entry.spot.item, entry.spot.zone, entry.spot.pixel, spot.version} == spot;
    });
    if (before != entries_.end()) {
      *before = {spot, std::move(text)};
      return;
    }
    if (entries_.size() >= k_most)
      entries_.erase(entries_.begin());
    entries_.push_back({spot, std::move(text)});
  }

  /// Where the cells of a table stand; the version counts for nothing. Null where it is not known.
  std::shared_ptr<const TableGrid> grid(const TextSpot& spot) const {
    const auto known =
        std::find_if(grids_.begin(), grids_.end(), [&](const auto& entry) { return entry.first == spot; });
    return known != grids_.end() ? known->second : nullptr;
  }
  void keep(const TextSpot& spot, std::shared_ptr<const TableGrid> grid) {
    if (grids_.size() >= k_most_grids)
      grids_.erase(grids_.begin());
    grids_.emplace_back(spot, std::move(grid));
  }

  void clear() {
    entries_.clear();
    grids_.clear();
  }

 private:
  // Texts on one page, and those of the page that fades out: a price list has a hundred cells.
  static constexpr size_t k_most = 256;
  static constexpr size_t k_most_grids = 8;
  struct Entry {
    TextSpot spot;
    PlacedTextPtr text;
  };
  std::vector<Entry> entries_;  // the oldest first
  std::vector<std::pair<TextSpot, std::shared_ptr<const TableGrid>>> grids_;
};

}  // namespace madang
