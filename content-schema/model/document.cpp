// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/document.h"

#include <set>
#include <variant>

namespace madang {

std::vector<std::string> media_paths(const Document& document) {
  std::set<std::string> paths;
  for (const auto& [path, playlist] : document.playlists) {
    for (const Item& item : playlist.items) {
      if (const auto* image = std::get_if<ImageItem>(&item.what))
        paths.insert(image->path);
      if (const auto* video = std::get_if<VideoItem>(&item.what))
        paths.insert(video->path);
    }
  }
  for (const auto& [path, map] : document.maps) {
    if (!map.plan.empty())
      paths.insert(map.plan);
  }
  for (const auto& [kind, page] : document.alarms) {
    for (const AlarmSound& sound : page.sound) {
      if (!sound.medium.empty())
        paths.insert(sound.medium);
    }
  }
  return {paths.begin(), paths.end()};
}

}  // namespace madang
