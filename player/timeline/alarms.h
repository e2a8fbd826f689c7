// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <memory>
#include <string>

#include "content-schema/model/alarm.h"
#include "player/timeline/repertoire.h"

namespace madang {

/// The state of the alarms, with the pages that only it can know: those of its incidents' own words. Made
/// when a state comes in; immutable from then on, so any thread may ask.
class Alarms {
 public:
  Alarms() = default;  ///< all is quiet
  explicit Alarms(AlarmState state);
  Alarms(const Alarms&) = delete;  // the repertoire points into the pages
  Alarms& operator=(const Alarms&) = delete;
  Alarms(Alarms&&) = default;
  Alarms& operator=(Alarms&&) = default;

  const AlarmState& state() const { return state_; }
  bool quiet() const { return state_.quiet(); }

  /// The layout in `repertoire` that was made for this incident of the state; null where `has_words_page`
  /// says that the built-in page is the right one.
  const std::string* page_of(const Incident& incident) const;
  const Repertoire& repertoire() const { return repertoire_; }

 private:
  AlarmState state_;
  std::unique_ptr<const Document> pages_;
  std::map<IncidentId, std::string> paths_;
  Repertoire repertoire_;
};

}  // namespace madang
