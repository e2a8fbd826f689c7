// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/colour.h"
#include "content-schema/model/geometry.h"
#include "content-schema/model/ids.h"
#include "content-schema/model/source.h"

namespace madang {

/// A rectangle of a layout that plays its own playlist.
struct Zone {
  ZoneId id;
  Length left, top, width, height;   ///< of the canvas
  int z = 0;                         ///< higher is nearer; equals in the order written
  std::string playlist;              ///< key into the document's playlists
  std::optional<Colour> background;  ///< under everything the zone shows
  Length radius;                     ///< of the background's corners; per cent of the zone's shorter side
  SourceMark mark;
  friend bool operator==(const Zone&, const Zone&) = default;
};

/// Zones on a canvas. Lengths in pixels are pixels of `canvas`, which is scaled to the screen; per cent
/// need none. A layout without zones is a coloured page.
struct Layout {
  std::string path;
  std::string name;
  Size canvas{1920, 1080};
  std::optional<Colour> background;
  std::vector<Zone> zones;
  SourceMark mark;
  friend bool operator==(const Layout&, const Layout&) = default;
};

}  // namespace madang
