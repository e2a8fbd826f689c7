// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/reel.h"

#include <algorithm>

namespace madang {
Reel::Reel(const LocalContent& content) : looks_(looks_of(content.document)), timeline_(cut(content)) {}

Interval Reel::time(size_t index) {
  const SysTime from = SysTime{} + index * k_longest_look;
  return {from, from + k_longest_look};
}

std::shared_ptr<const Programme> Reel::cut(const LocalContent& content) const {
  auto programme = std::make_shared<Programme>();
  programme->document = content.document;
  programme->inventory = content.inventory;
  for (size_t i = 0; i < looks_.size(); ++i)
    programme->segments.push_back({time(i), {{looks_[i].show, k_longest_look, ""}}});
  programme->covers = {SysTime{}, time(looks_.size()).from};
  return programme;
}

size_t Reel::changes_in_a_round(size_t index) const {
  const size_t languages = timeline_.programme().document.site.languages.size();
  return 16 + items_of(looks_[index].show, 0) * (languages + 1);
}

size_t Reel::items_of(const Show& show, int depth) const {
  constexpr int k_deepest = 8;
  const Document& document = timeline_.programme().document;
  size_t count = 0;
  if (depth > k_deepest)
    return count;
  if (show.kind == Show::Kind::layout) {
    if (const auto layout = document.layouts.find(show.path); layout != document.layouts.end()) {
      for (const Zone& zone : layout->second.zones)
        count += items_of({Show::Kind::playlist, zone.playlist}, depth + 1);
    }
  } else if (const auto playlist = document.playlists.find(show.path); playlist != document.playlists.end()) {
    for (const Item& item : playlist->second.items) {
      const auto* nested = std::get_if<LayoutItem>(&item.what);
      count += 1 + (nested != nullptr ? items_of({Show::Kind::layout, nested->path}, depth + 1) : 0);
    }
  }
  return std::min(count, k_most_instants);
}

}  // namespace madang
