// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/text.h"

namespace madang {

/// A map of the market, turned so that up is what the visitor faces, with "you are here".
struct MapItem {
  enum class Route {
    none,
    exit,   ///< to the nearest way out that is open, and around what burns
    steps_free_exit,
  };
  std::string path;                    ///< of the map
  std::vector<LanguageTag> languages;  ///< in rotation; the loader gives all of the site's
  Millis rotate_every{5000};
  std::vector<std::string> highlight;  ///< categories, or ids of features
  std::vector<std::string> tour;       ///< ids of features, highlighted in turn
  Millis tour_every{4000};
  Route route = Route::none;
  double around = 0;                         ///< m that are shown on each side of the screen; 0: the whole market
  std::vector<std::string> minutes;          ///< ids of features: how long it takes to walk there
  std::map<std::string, std::string> live;   ///< a live value at a feature, by its id
  bool legend = true;
  std::string font = "body";
  friend bool operator==(const MapItem&, const MapItem&) = default;
};

}  // namespace madang
