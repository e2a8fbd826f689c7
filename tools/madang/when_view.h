// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/model/when.h"
#include "player/local_content.h"
#include "player/timeline/timeline.h"
#include "scheduler/calendar/holidays.h"
#include "scheduler/calendar/zone.h"

namespace madang::tool {

enum class WhenSpan { hour, day, week, year };

/// A day of the site, from midnight to midnight, and what it is besides.
struct WhenDay {
  std::chrono::local_days day;
  Interval interval;
  std::optional<LunarDay> lunar;    ///< where the site lives by it: see look()
  std::vector<Bilingual> holidays;  ///< their names; more than one where they fall together
  bool market = false;              ///< a market day of any entry of this screen
};

/// Who plays in a stretch of time, and what part of it each is due.
struct WhenPart {
  size_t entry = 0;  ///< index into Schedule::entries; its size: the site's default
  double due = 0;    ///< 0 to 1; 0 where it has nothing that can be shown
  friend bool operator==(const WhenPart&, const WhenPart&) = default;
};
struct WhenStretch {
  Interval interval;
  std::vector<WhenPart> parts;  ///< in the schedule's order; due together 1
};

/// What `madang when` looks at, worked out once; every form it is told in reads this.
struct WhenView {
  TimeZone zone;
  SysTime at;  ///< the instant asked for
  WhenSpan span;
  Interval interval;  ///< the hour, day, week (from Monday) or year that holds it
  Holidays holidays;
  std::shared_ptr<const Timeline> timeline;
  std::vector<WhenDay> days;          ///< that meet the interval
  std::vector<WhenStretch> segments;  ///< of the programme, as the player counts turns, cut to the interval
  std::vector<size_t> entries;        ///< that play at some time, ascending; so the default comes last
  std::map<std::string, size_t> by_name;  ///< an entry's name is its own in the whole schedule

  const Document& document() const { return timeline->programme().document; }
  const Schedule& schedule() const { return document().schedule; }
  const Screen& screen() const { return *document().site.find(timeline->programme().screen); }
  size_t default_entry() const { return schedule().entries.size(); }

  bool is_default(size_t entry) const { return entry >= schedule().entries.size(); }
  /// For people: the entry's name, or a word for the default.
  std::string name(size_t entry, Lang lang) const;
  const Show& show(size_t entry) const;
  /// The number by which people find an entry: from 1 in the schedule's order of those of this screen; 0 is
  /// the default. The same in every picture of the screen.
  size_t number(size_t entry) const;
};

/// `screen` empty: the site's first. A week or a year of turns is not counted here, only who holds the
/// screen. Lunar dates and the holidays of Korean law are told of days where the site is in Korea, or an
/// entry uses them. Fails for a screen that the site does not have.
Result<WhenView> look(const LocalContent& content, const ScreenId& screen, SysTime at, WhenSpan span);

/// What plays within a part of the view, with neighbours of the same parts as one, cut to `within`.
std::vector<WhenStretch> merged(const WhenView& view, Interval within);

/// One turn on the glass.
struct WhenTurn {
  Interval on;
  size_t entry = 0;
  size_t segment = 0;          ///< of the programme
  const Item* item = nullptr;  ///< null where the entry plays a layout
  Timeline::Holder::By by = Timeline::Holder::By::turn;
};
WhenTurn turn_at(const WhenView& view, SysTime t);

/// What is on the glass in that turn, in few words: the text, the file, the layout's name.
enum class Naming { brief, with_path };  ///< of a layout: its name, or its file behind it too
std::string what_plays(const WhenView& view, const WhenTurn& turn, Naming naming, Lang lang);

/// `schedule.yaml:12`, and of an item likewise.
std::string place_of(const SourceMark& mark);

}  // namespace madang::tool
