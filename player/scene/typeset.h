// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/item.h"
#include "content-schema/model/site.h"
#include "player/scene/way_out.h"
#include "player/scene/live_text.h"
#include "player/text/layout.h"
#include "player/timeline/cue.h"

namespace madang {

/// From what the author wrote to what the text engine is asked: values put in, languages chosen, lengths in
/// px of the screen. Pure; `position` is the time since the cue's start.

struct TypeArea {
  Rect zone;                                  ///< px of the screen
  double pixel = 1;                           ///< px of the screen per canvas pixel
  double legible = 0;                         ///< px: text that names no size is no smaller
  Rect inside(const TextStyle& style) const;  ///< the zone less its padding
};

/// Of the viewing distance, the em that can still be read: 25 mm from 6 m.
inline constexpr double k_legible_em = 1.0 / 250;
/// px of a viewport: 0 where the screen's measures are not known.
double legible_size(const Screen& screen, Size viewport);

/// `way` gives `{exit}`, `{arrow}` and `{metres}` during an alarm, where a map knows them.
TextRequest request_for(const TextItem& item, const Cue& cue, const TypeArea& area, const Screen* screen,
                        const LiveView& live = {}, const WayOut* way = nullptr);
/// Of a countdown whose end is not known yet, the longest that it can say.
TextRequest request_for(const CountdownItem& item, const Cue& cue, const TypeArea& area,
                        const Screen* screen);
bool is_over(const CountdownItem& item, const Cue& cue);
TextRequest request_for(const ClockItem& item, const Cue& cue, const TypeArea& area, const Site& site);

struct TickerRequest {
  TextRequest text;
  double gap = 0;  ///< px, between languages and between rounds
};
TickerRequest request_for(const TickerItem& item, const TypeArea& area, const Screen* screen,
                          const LiveView& live = {}, const WayOut* way = nullptr);

/// What a live value says on a map: with when it was heard, where it is old; a dash where nobody knows.
std::string live_note(const std::string& value, std::string_view language, const LiveView& live);

/// px per second.
double speed_of(const TickerItem& item, const TypeArea& area);

/// Two cues of an item with the same version ask for the same text, as long as the same live values are
/// known.
std::int64_t version_at(const TextItem& item, const Cue& cue, const LiveView& live = {});
std::int64_t version_at(const TickerItem& item, const LiveView& live);
std::int64_t version_at(const ClockItem& item, const Cue& cue);
std::int64_t version_at(const CountdownItem& item, const Cue& cue);

/// Which of `count` things in rotation is due. In a turn that ends, each gets its share of the turn, however
/// long `every` is, so that no language is left out.
size_t rotation_index(size_t count, Millis every, const Cue& cue);

}  // namespace madang
