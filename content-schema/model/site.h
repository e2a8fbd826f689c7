// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/colour.h"
#include "content-schema/model/geometry.h"
#include "content-schema/model/holiday.h"
#include "content-schema/model/ids.h"
#include "content-schema/model/rotation.h"
#include "content-schema/model/schedule.h"
#include "content-schema/model/source.h"
#include "content-schema/model/text.h"

namespace madang {

/// Where a screen stands, as content says it: at a feature of the map, or at a point in the map's
/// coordinates.
struct ScreenPlace {
  std::string feature;          ///< its id; empty: at the point
  double x = 0;                 ///< longitude, or what the map has from left to right
  double y = 0;                 ///< latitude, or what it has from the bottom up
  std::optional<double> faces;  ///< where its picture looks, degrees clockwise from north
  friend bool operator==(const ScreenPlace&, const ScreenPlace&) = default;
};

/// One display and where it stands.
struct Screen {
  ScreenId id;
  LocalText name;
  Size resolution{1920, 1080};         ///< px, as mounted: a portrait screen is 1080x1920
  Rotation rotation = Rotation::none;  ///< where the display's own picture does not stand upright
  std::optional<double> width_mm;      ///< of the visible picture
  std::optional<double> viewing_distance_m;
  std::vector<GroupId> groups;
  std::map<std::string, LocalText> values;  ///< `{gate}` in any text shown here, e.g. the nearest exit
  SourceMark mark;
  std::optional<ScreenPlace> place = std::nullopt;
  bool speaker = false;  ///< sounds alarms: no screen makes that noise unless the site says so
  friend bool operator==(const Screen&, const Screen&) = default;
};

struct Site {
  LocalText name;
  std::string zone = "Asia/Seoul";        ///< of the tz database
  std::vector<LanguageTag> languages;     ///< in order; the first is the one of plain strings; at least one
  std::map<std::string, Colour> colours;  ///< brand colours, usable by name wherever a colour is
  std::string font = "body";              ///< role for text that names none
  Show fallback;                          ///< what plays where no schedule entry does (`default:` in YAML)
  std::vector<Holiday> holidays;          ///< besides those of the law; no day twice
  std::vector<Screen> screens;            ///< at least one
  SourceMark mark;

  const Screen* find(const ScreenId& id) const;
  friend bool operator==(const Site&, const Site&) = default;
};

}  // namespace madang
