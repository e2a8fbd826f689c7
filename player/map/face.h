// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/map.h"
#include "content-schema/model/map_item.h"
#include "player/map/ground.h"
#include "player/map/lettering.h"
#include "player/map/sprites.h"
#include "player/map/view.h"

namespace madang {

/// A map as one screen shows it in one language, while this burns.
struct MapRequest {
  const MarketMap* map = nullptr;
  const MapItem* item = nullptr;
  std::string screen;  ///< whose stand counts; empty: none
  Size box;            ///< px
  LanguageTag language;
  double legible = 0;                ///< px: an em that can be read from where visitors stand; 0: not known
  std::optional<int> weekday;        ///< 0 Sunday to 6: shops that are closed then look closed
  std::vector<std::string> burning;  ///< ids, ascending
  std::map<std::string, std::string> notes;  ///< what stands at a feature besides its name, by its id
};

/// Two requests with the same key have the same face. Maps are told apart by their digests.
std::string map_key(const MapRequest& request);
/// The same for the part that no language changes.
std::string ground_key(const MapRequest& request);

/// Everything of a map that is made once. What moves on it (a stop of a tour, the way out) is there as parts,
/// to be put together for an instant.
struct MapFace {
  PicturePtr ground;
  std::vector<MapSprite>
      pictures;                  ///< on the ground, in this order: the legend, what burns, north, the scale
  std::vector<MapLabel> labels;  ///< over them
  struct Stop {
    MapSprite light;
    std::optional<MapLabel> label;
  };
  std::vector<Stop> tour;
  std::optional<MapSpot> here;
  double here_radius = 0;             ///< px
  MapSprite way;                      ///< out; empty where none was asked for, or there is none
  std::vector<MapSpot> way_line;      ///< along it
  std::vector<std::string> unplaced;  ///< ids of features that people look for, whose label found no place
};
using MapFacePtr = std::shared_ptr<const MapFace>;

/// What making a face asks of others.
struct MapTools {
  Lettering::Set set;
  /// Paints the ground, or knows it already.
  std::function<PicturePtr(const MapView&, const MapLook&)> ground;
  /// The same for a part of this name that is alike in all languages: `make`, or what it once made.
  std::function<MapSprite(const std::string& name, const std::function<MapSprite()>& make)> part;
};

/// Pure but for the tools: the same request gives the same face.
MapFace make_face(const MapRequest& request, const MapTools& tools);

/// So much nearer than to the screen do visitors step to read a shop's name on its map.
inline constexpr double k_map_nearness = 0.5;

}  // namespace madang
