// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "content-schema/model/rota.h"
#include "content-schema/wire/programme.h"
#include "player/timeline/alarms.h"
#include "player/timeline/cue.h"
#include "player/timeline/repertoire.h"

namespace madang {

/// What is on screen when: programme x alarm state x time -> cues. It keeps no position and reads no clock,
/// so a player that starts now and one that has run for a year show the same thing. Immutable; any thread may
/// ask.
///
/// Items whose medium is not in the inventory, or is broken, are left out and their turn goes to their
/// neighbours. What remains falls through alarm > schedule > site default > built-in card; there is always
/// something. Before the programme's first segment, items that have days of their own are left out.
class Timeline {
 public:
  explicit Timeline(std::shared_ptr<const Programme> programme, const BrokenMedia& broken = {});

  /// Back to front. During an alarm its page and nothing else: of an authority's incident that has words its
  /// words, which tell what a page made beforehand cannot know; else the release's page for its kind; else
  /// what `alarms` made; else ours. Cues point into the timeline and into `alarms`. The memory of `spare`
  /// serves again: a page that only moves allocates nothing here.
  std::vector<Cue> at(SysTime t, const Alarms& alarms = {}, std::vector<Cue> spare = {}) const&;
  std::vector<Cue> at(SysTime t, const Alarms& alarms = {}, std::vector<Cue> spare = {}) const&& = delete;

  /// The first instant after `t` at which `at` gives other items, or an item says something else (a language
  /// turns, a minute passes). Between `t` and it only what `moves` changes.
  SysTime next_change(SysTime t, const Alarms& alarms = {}) const;

  /// Who has the screen at an instant without an alarm, for those who ask what plays and not how it looks.
  struct Holder {
    enum class By {
      turn,       ///< of its segment, by the schedule
      finishing,  ///< an item of the segment before goes on to its end
      fallback,   ///< nothing of the segment can be shown: the site's default
      card,       ///< nor of that: the built-in card
    };
    By by = By::card;
    size_t segment = 0;          ///< of the programme; of the item's where it is finishing
    size_t turn = 0;             ///< whose, of the segment's; nothing of a fallback or a card
    const Item* item = nullptr;  ///< of a playlist; null where a layout has the turn, or a fallback
    Interval on;                 ///< the item's turn, or the layout's; no longer than the segment
  };
  Holder holder(SysTime t) const;

  /// What part of a segment each of its turns is due, together 1; 0 for those that have nothing to show.
  std::vector<double> dues_in(size_t segment) const;

  const Programme& programme() const { return *programme_; }
  std::shared_ptr<const Programme> shared_programme() const { return programme_; }

 private:
  class Walk;
  /// The turns of a segment that several share, counted when they are first asked for.
  struct Turns {
    std::once_flag counted;
    Rota rota;
  };
  /// An item of a playlist that fills the screen, at an instant.
  struct Shown {
    const Repertoire::TrackItem* piece = nullptr;
    SysTime start;
  };

  std::vector<Contender> contenders_of(const Segment& segment) const;
  const Rota& rota_of(size_t segment) const;
  /// Null pieces where a layout fills it, or nothing.
  Shown shown_in(size_t segment, SysTime t) const;
  Shown shown_in(const Segment& segment, const Rota& rota, size_t turn) const;
  /// The last item of that segment, if it may go on beyond its end until an instant after `t`.
  Shown finishing(size_t segment, SysTime t) const;
  void walk_alarms(Walk& walk, const Alarms& alarms, SysTime t) const;
  bool walk_segment(Walk& walk, size_t segment, SysTime t) const;
  /// What `at` and `next_change` have in common; the cues only where they are asked for.
  SysTime walk(SysTime t, const Alarms& alarms, std::vector<Cue>* cues) const;

  std::shared_ptr<const Programme> programme_;
  std::shared_ptr<const Document> builtin_;           ///< the last steps of the fallback chain
  Repertoire repertoire_;
  std::unique_ptr<Turns[]> turns_;  ///< one of each segment
};

}  // namespace madang
