// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/pass.h"

#include <algorithm>
#include <variant>

namespace madang {
namespace {

/// Of a page that says nothing of its time: a layout without zones, a playlist of which nothing can be shown.
constexpr Millis k_page_length{10'000};

Millis playlist_length(const std::string& path, const Document& document, const Inventory& inventory) {
  Millis sum{0};
  const auto found = document.playlists.find(path);
  if (found == document.playlists.end())
    return sum;
  for (const Item& item : found->second.items)
    sum += item_length(item, inventory).value_or(Millis{0});
  return sum;
}

}  // namespace

std::optional<Millis> item_length(const Item& item, const Inventory& inventory) {
  std::optional<Millis> length = item.duration;
  if (const auto* video = std::get_if<VideoItem>(&item.what); video != nullptr && !length) {
    const auto asset = inventory.find(video->path);
    if (asset != inventory.end())
      length = asset->second.facts.duration;
  }
  return length && *length > Millis{0} ? length : std::nullopt;
}

Millis pass_length(const Show& show, const Document& document, const Inventory& inventory) {
  Millis longest{0};
  if (show.kind == Show::Kind::playlist) {
    longest = playlist_length(show.path, document, inventory);
  } else if (const auto found = document.layouts.find(show.path); found != document.layouts.end()) {
    for (const Zone& zone : found->second.zones)
      longest = std::max(longest, playlist_length(zone.playlist, document, inventory));
  }
  return longest > Millis{0} ? longest : k_page_length;
}

}  // namespace madang
