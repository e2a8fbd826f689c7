// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/model/text.h"
#include "content-schema/yaml/report.h"

namespace madang::yaml {

/// A name that one place of the folder uses and another must bring. The model keeps no columns; these do,
/// until all files are read and `validate` can tell whether they lead anywhere.
struct Link {
  enum class To {
    playlist,
    layout,
    map,
    screen,
    group,
    image,
    video,
    sound,
    table,
    time_zone,
    font_role,
    live_value,   ///< of data.yaml: `parking.lot-a`
    live_number,  ///< the same, and it has to be a number
  };
  To to = To::playlist;
  std::string name;
  Place place;
  std::string key;  ///< under which it was written: `play`, `layout`, `image`
};

/// `{name}` in a text that its item gives no value for: a screen must.
struct NeededValue {
  std::string name;
  std::string playlist;  ///< path of the playlist in which the text stands
  Place place;
  std::vector<LanguageTag> languages;  ///< of the text's versions that use it
};

/// A value that a screen gives.
struct GivenValue {
  std::string name;
  Place place;
};

/// A thing with a name of its own that must not occur twice.
struct Named {
  enum class What { screen, entry, alarm, source };
  What what = What::screen;
  std::string name;
  Place place;
};

/// A feature of a map, or a category, that an item names.
struct MapWord {
  std::string map;  ///< path of the map
  std::string word;
  Place place;
  bool category = false;  ///< may name a category
};

struct Links {
  std::vector<Link> links;
  std::vector<MapWord> map_words;
  std::vector<NeededValue> needed;
  std::vector<GivenValue> given;
  std::vector<Named> named;
};

}  // namespace madang::yaml
