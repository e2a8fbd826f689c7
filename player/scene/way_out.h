// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/model/alarm.h"
#include "content-schema/model/document.h"

namespace madang {

/// Where whoever stands before a screen should go while this burns.
struct WayOut {
  std::vector<std::string> burning;  ///< ids of features, ascending; may be none
  LocalText exit;                    ///< the name of the nearest one that is open; empty where the map knows none
  const char* arrow = "";            ///< of eight, as seen by who looks at the screen
  double metres = 0;
  friend bool operator==(const WayOut&, const WayOut&) = default;
};

/// What burns in the incidents that have the screen at `t`.
std::vector<std::string> places_of(const AlarmState& alarms, SysTime t);

/// By the first map of the document that the screen stands on. Takes a millisecond for 500 nodes: to be kept
/// until something of it changes. Pure.
WayOut way_out(const Document& document, const Screen& screen, std::vector<std::string> burning);

}  // namespace madang
