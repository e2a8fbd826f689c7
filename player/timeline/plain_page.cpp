// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/plain_page.h"

#include <utility>

namespace madang {

Length percent(double value) {
  return {value, Length::Unit::percent};
}

Zone plain_zone(std::string id, const Share& place, std::string playlist) {
  Zone made;
  made.id = {std::move(id)};
  made.left = percent(place.left);
  made.top = percent(place.top);
  made.width = percent(place.width);
  made.height = percent(place.height);
  made.playlist = std::move(playlist);
  return made;
}

TextItem plain_text(LocalText words, double size) {
  TextItem item;
  item.text = std::move(words);
  item.style.size = percent(size);
  item.style.weight = Weight::bold;
  item.style.colour = k_white;
  return item;
}

void add_lone(Document& document, const std::string& path, Item::What what) {
  Playlist made;
  made.path = path;
  made.mark.file = path;
  Item item;
  item.what = std::move(what);
  item.duration = Millis{8000};
  item.mark.file = path;
  made.items.push_back(std::move(item));
  document.playlists[path] = std::move(made);
}

}  // namespace madang
