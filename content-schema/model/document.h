// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <string>
#include <vector>

#include "content-schema/model/alarm.h"
#include "content-schema/model/data.h"
#include "content-schema/model/layout.h"
#include "content-schema/model/map.h"
#include "content-schema/model/playlist.h"
#include "content-schema/model/schedule.h"
#include "content-schema/model/site.h"

namespace madang {

/// A content folder that was read and found right: every reference in it leads somewhere, no layout
/// contains itself, every path stays inside the folder. Media are named, not opened.
struct Document {
  Site site;
  Schedule schedule;
  std::map<std::string, Playlist> playlists;  ///< by Playlist::path
  std::map<std::string, Layout> layouts;      ///< by Layout::path
  std::map<AlarmKind, AlarmPage> alarms;
  std::map<std::string, MarketMap> maps;  ///< by MarketMap::path
  std::vector<DataSource> data{};         ///< where live values come from, each with an id of its own

  friend bool operator==(const Document&, const Document&) = default;
};

/// Every medium that a playlist, a map or the sound of an alarm page names, each once, sorted.
std::vector<std::string> media_paths(const Document& document);

}  // namespace madang
