// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/repertoire.h"

#include <algorithm>
#include <utility>

#include "content-schema/model/pass.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_unknown_length = 8s;  // of a clip whose length nobody measured

const std::string* medium_of(const Item& item) {
  if (const auto* image = std::get_if<ImageItem>(&item.what))
    return &image->path;
  if (const auto* video = std::get_if<VideoItem>(&item.what))
    return &video->path;
  return nullptr;
}

Millis length_of(const Item& item, const Inventory& inventory) {
  return std::max(item_length(item, inventory).value_or(k_unknown_length), k_least_length);
}

/// The playlist from `from` on, until the next instant at which an item begins or ends to be valid. None of
/// those has its turn before `planned`.
Repertoire::Track make_track(const Playlist& playlist, SysTime from, SysTime planned,
                             const Inventory& inventory, const BrokenMedia& broken) {
  Repertoire::Track track;
  track.from = from;
  for (const Item& item : playlist.items) {
    const std::string* path = medium_of(item);
    if (path != nullptr && (inventory.count(*path) == 0 || broken.count(*path) != 0))
      continue;
    if (item.airs && (from < planned || !item.airs->contains(from)))
      continue;
    const Millis length = length_of(item, inventory);
    track.items.push_back({&item, track.round, length});
    track.round += length;
  }
  return track;
}

std::vector<Repertoire::Track> make_tracks(const Playlist& playlist, SysTime planned,
                                           const Inventory& inventory, const BrokenMedia& broken) {
  std::set<SysTime> begins{SysTime::min()};
  for (const Item& item : playlist.items) {
    if (item.airs)
      begins.insert({planned, item.airs->from, item.airs->to});
  }
  std::vector<Repertoire::Track> tracks;
  for (const SysTime from : begins)
    tracks.push_back(make_track(playlist, from, planned, inventory, broken));
  return tracks;
}

}  // namespace

void Repertoire::add(const Document& document, SysTime planned, const Inventory& inventory,
                     const BrokenMedia& broken) {
  for (const auto& [path, playlist] : document.playlists)
    tracks_.try_emplace(path, make_tracks(playlist, planned, inventory, broken));
  for (const auto& [path, layout] : document.layouts) {
    Ground ground{&layout, {}};
    for (const Zone& zone : layout.zones)
      ground.zones.push_back(&zone);
    std::stable_sort(ground.zones.begin(), ground.zones.end(),
                     [](const Zone* a, const Zone* b) { return a->z < b->z; });
    grounds_.try_emplace(path, std::move(ground));
  }
}

const Repertoire::Track* Repertoire::track(const std::string& path, SysTime t) const {
  const auto found = tracks_.find(path);
  if (found == tracks_.end())
    return nullptr;
  const auto after = std::upper_bound(found->second.begin(), found->second.end(), t,
                                      [](SysTime value, const Track& track) { return value < track.from; });
  return &*std::prev(after);  // the first one is from ever
}

const Repertoire::Ground* Repertoire::ground(const std::string& path) const {
  const auto found = grounds_.find(path);
  return found == grounds_.end() ? nullptr : &found->second;
}

}  // namespace madang
