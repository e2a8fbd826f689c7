// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/data.h"
#include "content-schema/model/live.h"
#include "scheduler/fetch/transfer.h"
#include "scheduler/live/reading.h"

namespace madang::live {

/// How long until a source is asked again: `every`, after failures up to four times as long, and a tenth more
/// or less, so that the kiosks of a market do not ask all at once. `random` is in [0, 1).
Millis pause_after(int failures, Millis every, double random);

/// What every source said last, what is wrong with it, and when it is asked again. Does nothing by itself:
/// time and answers come in as arguments.
///
/// Values are never newer than they are: they are of the time at which the source took them, where it says
/// so, and else of the answer; one that a source stops to give keeps the time when it was given,
/// and whatever may be older than it looks (recalled after a restart, or the clock was set meanwhile) is
/// stale until it is heard again.
class LiveBook {
 public:
  /// `recalled`: what was known before the program started. Values of sources that come with `follow` are
  /// taken from there.
  explicit LiveBook(LiveValues recalled = {}) : values_(doubted(std::move(recalled))) {}

  /// These sources from now on, all due at once; values of others are forgotten.
  void follow(std::vector<DataSource> sources, SteadyTime now);
  /// The clock was set.
  void doubt(SteadyTime now);

  /// Those to be asked now, which counts as done.
  std::vector<size_t> take_due(SteadyTime now);
  /// When the next one is.
  std::optional<SteadyTime> next_due() const;
  const DataSource& source(size_t index) const { return entries_[index].source; }
  /// The entity tag of its last answer; empty for none.
  const std::string& tag(size_t index) const { return entries_[index].tag; }

  /// What came of asking. `wall` is the civil time at which it came.
  void heard(size_t index, const fetch::Fetched<fetch::Answer>& answer, std::string_view body, SysTime wall,
             SteadyTime now, double random);

  const LiveValues& values() const { return values_; }
  /// One line for each source with which something is wrong.
  std::vector<Bilingual> problems() const;

 private:
  struct Entry {
    DataSource source;
    SteadyTime due;
    bool asked = false;
    int failures = 0;
    std::string tag;
    Reading last;  ///< of the last answer with a body
    std::optional<Bilingual> problem;
  };
  void take_in(Entry& entry, SysTime wall);
  void note(Entry& entry, std::optional<Bilingual> problem);

  std::vector<Entry> entries_;
  LiveValues values_;
};

}  // namespace madang::live
