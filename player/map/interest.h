// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/model/map.h"
#include "content-schema/model/map_item.h"

namespace madang {

// What visitors look for on a map: in a fire other things than else. Pure.

/// Whether the page leads out of danger.
bool leads_away(const MapItem& item);

bool is_named(const std::vector<std::string>& ids, const MapFeature& feature);

/// Whether its mark is drawn.
bool is_marked(const MapItem& item, const MapFeature& feature);

/// The higher, the sooner its name gets a place; 0: it needs none. `exit` is where the way leads, `noted` a
/// feature beside which something else stands.
int rank_of(const MapItem& item, const MapFeature& feature, std::string_view exit, bool noted);

/// From this rank on, whoever made the page wants to know that a name found no place.
inline constexpr int k_missed_rank = 60;

/// Whether the shop does not open on this weekday (0 Sunday to 6); never where the day is not known.
bool is_closed(const MapFeature& shop, std::optional<int> weekday);

}  // namespace madang
