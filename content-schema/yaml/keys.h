// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace madang::yaml {

/// The keys that one kind of map may have. The only list there is: what is not here is an unknown key, and
/// the staff's reference (content-schema/README.md) and the schemas are tested against it.
struct Keys {
  std::string_view name;  ///< of the map, for tests: `screen`, `text-item`
  std::vector<std::string_view> keys;
};

namespace keys {
extern const Keys site, screen, fallback, holiday;
extern const Keys schedule, entry, when, exception, market_days, recurrence;
extern const Keys playlist, text_item, image_item, video_item, ticker_item, clock_item, qr_item, qr,
    layout_item, table_item, table, table_column, table_row, countdown_item, transition, value, threshold;
extern const Keys data, source, source_value, source_taken;
extern const Keys layout, zone;
extern const Keys map, map_category, map_item;
extern const Keys alarm_page;
extern const Keys fonts, font_family, font_role, font_chain;  // fonts/fonts.yaml; not the staff's
}  // namespace keys

/// All tables of the content folder (not those of fonts.yaml).
std::span<const Keys* const> content_keys();

}  // namespace madang::yaml
