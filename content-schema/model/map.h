// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/model/colour.h"
#include "content-schema/model/source.h"
#include "content-schema/model/text.h"

namespace madang {

/// Metres on the ground from the map's own origin: x to the east, y to the north.
struct MapPoint {
  double x = 0;
  double y = 0;
  friend bool operator==(const MapPoint&, const MapPoint&) = default;
};

using MapLine = std::vector<MapPoint>;

/// A simple polygon. Rings do not repeat their first point.
struct MapArea {
  MapLine outer;  ///< anticlockwise
  std::vector<MapLine> holes;
  friend bool operator==(const MapArea&, const MapArea&) = default;
};

/// What a thing on the map is. In the order in which they are drawn, back to front.
enum class MapType {
  green,
  water,
  road,
  outline,  ///< of the market
  building,
  block,
  lane,  ///< where visitors walk: a line
  shop,
  parking,
  // Marks, at a point:
  stairs,
  elevator,
  toilet,
  atm,
  aed,
  extinguisher,
  information,
  stop,  ///< of a bus
  landmark,
  assembly,  ///< where to gather outside
  gate,      ///< an entrance that is a way out, too
  exit,      ///< a way out
};

/// What features' files and our own wire call them, by their values from 0.
inline constexpr std::array k_map_type_words{
    "green",    "water",  "road", "outline", "building",     "block",       "lane", "shop",     "parking",  "stairs",
    "elevator", "toilet", "atm",  "aed",     "extinguisher", "information", "stop", "landmark", "assembly", "gate",
    "exit"};
static_assert(k_map_type_words.size() == static_cast<size_t>(MapType::exit) + 1);
std::string_view word_of(MapType type);

/// Gates and exits: what an evacuation leads to.
bool leads_out(MapType type);

struct MapFeature {
  std::string id;  ///< unique in its map; of a shop without one its number
  MapType type = MapType::shop;
  std::string number;    ///< on its sign; may be empty
  LocalText name;        ///< may be empty
  std::string category;  ///< of the map's; may be empty
  std::string block;     ///< id of the block that it stands in; empty: none
  std::vector<MapArea> areas;
  std::vector<MapLine> lines;  ///< of lanes and roads
  MapPoint at;                 ///< its mark or label: of an area as far inside as can be
  double room = 0;             ///< m from `at` to the nearest edge of its area
  double width = 0;            ///< m, of a line
  std::vector<int> closed;     ///< weekdays, 0 Sunday to 6, ascending
  bool steps = false;          ///< no way for a wheelchair
  friend bool operator==(const MapFeature&, const MapFeature&) = default;
};

struct MapCategory {
  std::string id;
  LocalText name;
  Colour colour{128, 128, 128, 255};
  std::string icon;  ///< one character, as an emoji, that says it without words; may be empty
  friend bool operator==(const MapCategory&, const MapCategory&) = default;
};

/// Where one can walk: lanes, parted wherever two of them meet, and a door for each feature beside them.
struct WalkNetwork {
  struct Edge {
    int from = 0;  ///< index into `nodes`
    int to = 0;
    double metres = 0;
    bool steps = false;
    friend bool operator==(const Edge&, const Edge&) = default;
  };
  std::vector<MapPoint> nodes;
  std::vector<Edge> edges;           ///< either way
  std::map<std::string, int> doors;  ///< of features, by id: the node to walk to
  friend bool operator==(const WalkNetwork&, const WalkNetwork&) = default;
};

/// Where a screen stands on a map.
struct MapStand {
  MapPoint at;
  double up = 0;  ///< what its visitors look at, degrees clockwise from north: this way is up on its map
  int node = -1;  ///< of the network; -1: no way leads there
  friend bool operator==(const MapStand&, const MapStand&) = default;
};

/// One market, read from its features and made ready to be drawn and walked.
struct MarketMap {
  std::string path;
  std::string source;  ///< the file that its features came from, in the content folder
  LocalText name;
  std::vector<MapFeature> features;  ///< by type, then as in the file
  std::vector<MapCategory> categories;
  WalkNetwork network;
  std::map<std::string, MapStand> stands;  ///< of screens, by their ids
  std::string
      plan;  ///< a medium that lies under everything, its upper left corner at the origin; may be empty
  double metres_per_pixel = 1;    ///< of the plan
  std::string digest;             ///< of all that it was made from: maps that look alike have the same
  double metres_per_minute = 60;  ///< walking
  SourceMark mark;

  const MapFeature* find(std::string_view id) const;
  friend bool operator==(const MarketMap&, const MarketMap&) = default;
};

}  // namespace madang
