// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <vector>

#include "content-schema/model/document.h"

namespace madang {

/// What is heard of the alarms on a screen.
struct AlarmSounding {
  std::vector<AlarmSound> sounds;  ///< in turn, again and again; at least one
  SysTime since;                   ///< when the first of them began for the first time
  friend bool operator==(const AlarmSounding&, const AlarmSounding&) = default;
};

/// A sound belongs to the release's page for the incident's kind, and is heard where that page has its turn: of
/// the highest rank, which has the screen, the sound of the incident raised last whose page has any. It counts
/// from the oldest incident of that rank with the same sounds, and knows nothing of turns, so it goes on while
/// pages change. A fire in this market for which there is no page sounds the evacuation tone.
///
/// Nothing of a drill or a test, since nobody hears the word "drill" on a screen, nor of an all-clear; nothing
/// for what an authority says in words of its own, which are shown instead of the page; nothing on a screen
/// without `speaker`. `screen` is null where the site does not know it, and then it is silent. Pure.
std::optional<AlarmSounding> sounding_of(const AlarmState& alarms, const Document& document,
                                         const Screen* screen);

}  // namespace madang
