// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/ids.h"
#include "content-schema/model/schedule.h"
#include "content-schema/model/source.h"

namespace madang {

/// `fire`, `earthquake`, `missing-child`...: letters a-z, digits and hyphens.
using AlarmKind = std::string;

/// What every screen shows during an alarm of a kind; prepared beforehand, kept on every kiosk.
struct AlarmPage {
  AlarmKind alarm;
  Show show;
  SourceMark mark;
  friend bool operator==(const AlarmPage&, const AlarmPage&) = default;
};

/// One alarm from raise to all-clear.
struct Incident {
  IncidentId id;
  AlarmKind kind;
  std::string source;  ///< who raised it, e.g. `gateway-1`
  std::uint64_t sequence =
      0;           ///< of the source; grows with each of its messages, so that none is applied twice
  SysTime raised;  ///< when we accepted it
  friend bool operator==(const Incident&, const Incident&) = default;
};

/// The incidents that are not over, oldest first. Empty: no alarm.
struct AlarmState {
  std::vector<Incident> active;

  bool quiet() const { return active.empty(); }
  friend bool operator==(const AlarmState&, const AlarmState&) = default;
};

}  // namespace madang
