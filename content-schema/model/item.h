// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/colour.h"
#include "content-schema/model/countdown.h"
#include "content-schema/model/live_style.h"
#include "content-schema/model/map_item.h"
#include "content-schema/model/qr.h"
#include "content-schema/model/source.h"
#include "content-schema/model/table.h"
#include "content-schema/model/text.h"

namespace madang {

enum class MediaFit { cover, contain, stretch };

struct TextItem {
  LocalText text;
  Values values;
  Languages languages = Languages::stack;
  Millis rotate_every{5000};  ///< used with Languages::rotate
  TextStyle style;
  LiveStyle live{};  ///< used where a value is live
  friend bool operator==(const TextItem&, const TextItem&) = default;
};

struct ImageItem {
  std::string path;  ///< of the medium, relative to the content folder
  MediaFit fit = MediaFit::cover;
  friend bool operator==(const ImageItem&, const ImageItem&) = default;
};

struct VideoItem {
  std::string path;
  MediaFit fit = MediaFit::cover;
  std::optional<double> volume;  ///< of its sound, above 0 to 1 (as recorded); nothing: silent
  friend bool operator==(const VideoItem&, const VideoItem&) = default;
};

/// A line of text that moves through its zone without end, all languages one after the other.
struct TickerItem {
  LocalText text;
  Values values;
  Length speed{8, Length::Unit::percent};  ///< per second; per cent of the zone's width. Positive: with the
                                           ///< reading direction
  TextStyle style;
  LiveStyle live{};  ///< without thresholds
  friend bool operator==(const TickerItem&, const TickerItem&) = default;
};

struct ClockItem {
  enum class Show { time, date, date_time };
  Show show = Show::time;
  std::vector<LanguageTag> languages;  ///< in rotation; empty means the site's first
  Millis rotate_every{5000};
  TextStyle style;
  friend bool operator==(const ClockItem&, const ClockItem&) = default;
};

/// A whole layout as one item: how a multi-zone page stands in a playlist.
struct LayoutItem {
  std::string path;
  friend bool operator==(const LayoutItem&, const LayoutItem&) = default;
};

/// How an item takes over from the one before it.
struct Transition {
  enum class Kind {
    cut,
    fade,
    slide,  ///< pushes the one before it out of the zone
    wipe,   ///< lies in its place from the beginning, and an edge that crosses the zone uncovers it
  };
  /// The side of the zone that it comes from.
  enum class Side { left, right, top, bottom };
  Kind kind = Kind::cut;
  Millis length{0};         ///< 0 for a cut
  Side from = Side::right;  ///< of a slide or a wipe
  friend bool operator==(const Transition&, const Transition&) = default;
};

/// Days on which an item may be shown, by the calendar of the site's zone, both inside; nothing: without end
/// on that side.
struct Validity {
  std::optional<std::chrono::year_month_day> from;
  std::optional<std::chrono::year_month_day> to;
  friend bool operator==(const Validity&, const Validity&) = default;
};

/// The most that `Item::finish` may be.
inline constexpr Millis k_longest_finish{600'000};

struct Item {
  using What = std::variant<TextItem, ImageItem, VideoItem, TickerItem, ClockItem, QrItem, LayoutItem,
                            MapItem, TableItem, CountdownItem>;

  What what;
  /// A video without one lasts as long as the medium does; the loader gives every other item one.
  std::optional<Millis> duration;
  Transition transition;
  std::optional<Colour> background;  ///< fills the zone under the item
  Validity valid;
  std::optional<Interval> airs;  ///< what `valid` means in UTC: the planner says it, who knows the zone
  Millis finish{0};  ///< at the end of its segment it may go on to its own end, but no longer than this
  SourceMark mark;
  friend bool operator==(const Item&, const Item&) = default;
};

}  // namespace madang
