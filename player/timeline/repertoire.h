// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "content-schema/model/asset.h"
#include "content-schema/model/document.h"

namespace madang {

/// Media that turned out not to play on this machine, by path in the content folder.
using BrokenMedia = std::set<std::string>;

/// No item takes less: it keeps a round from becoming nothing.
inline constexpr Millis k_least_length{100};

/// The layouts and playlists of documents as they can be played, by their paths. Points into the documents,
/// which outlive it. Any thread may ask once everything is added.
class Repertoire {
 public:
  struct TrackItem {
    const Item* item = nullptr;
    Millis begin{0};  ///< from the start of a round
    Millis length{0};
  };
  /// A playlist as it can be played: usable items and their place in one round.
  struct Track {
    SysTime from{};  ///< until the next one's, where items begin or end to be valid
    std::vector<TrackItem> items;
    Millis round{0};
  };
  struct Ground {
    const Layout* layout = nullptr;
    std::vector<const Zone*> zones;  ///< back to front
  };

  /// What is there already under the same path stays. Items whose medium is not in the inventory, or is
  /// broken, are left out, and before `planned` those that have days of their own: an offer must not come
  /// back because a clock says 1970.
  void add(const Document& document, SysTime planned, const Inventory& inventory, const BrokenMedia& broken);

  /// Null where there is no such playlist.
  const Track* track(const std::string& path, SysTime t) const;
  /// Null where there is no such layout.
  const Ground* ground(const std::string& path) const;

 private:
  std::map<std::string, std::vector<Track>> tracks_;  ///< by their time
  std::map<std::string, Ground> grounds_;
};

}  // namespace madang
