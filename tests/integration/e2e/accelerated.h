// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"

namespace madang::test {

/// A market's calendar: files of its content folder by path, for the screen gate-1.
struct Story {
  std::map<std::string, std::string> files;
};

/// Market days, the moon, public holidays, rules, shares, offers that end, nights past twelve; in Seoul.
Story seoul_market();
/// Hours around those that the clocks of Europe leave out and repeat.
Story berlin_market();

/// What a player logged beside what the plan says, which is made once for the whole time.
struct Agreement {
  std::size_t frames = 0;
  std::size_t other_turns = 0;           ///< among them: the first of another turn of an item
  std::size_t differences = 0;           ///< frames that do not show what the plan has for their time
  std::vector<std::string> first_ones;   ///< of the differences, for a person
  std::size_t lost = 0;                  ///< frames that the log's numbers leave out
  std::size_t segments = 0;              ///< of the plan, that last as long as is asked
  std::size_t seen = 0;                  ///< of those, with a frame
  std::set<std::string> entries_missed;  ///< of the schedule; planned for a segment as long, and never seen
  std::size_t entries_seen = 0;
};

/// The office publishes the story and goes home. A scheduler and a player, real ones, live through `within`
/// at `rate` times the speed of time, and each frame of the present log is held against the plan: the items,
/// and the starts of their turns to the millisecond, are those that the plan has for the civil time that the
/// frame was drawn for. `worth_seeing`: segments of this length count for coverage.
Agreement live_through(const Story& story, Interval within, int rate, Millis worth_seeing);

struct Alone {
  Interval covers;                ///< of the programme that the player was left with
  Agreement with_the_plan;        ///< while that lasts
  std::size_t default_after = 0;  ///< frames of the site's default show after its end
  std::size_t others_after = 0;
  std::string log;  ///< what the player said
};

/// The same, but the scheduler dies at `from`, and the player is started again with nothing but the programme
/// that it kept. It lives on until two days after the end of that.
Alone live_alone(const Story& story, SysTime from, int rate, Millis worth_seeing);

/// No difference, no line lost, every entry seen, and most of the segments; tells the figures.
void check_agreement(const Agreement& found);

}  // namespace madang::test
