// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/ids.h"
#include "tools/alarm-bridge/road.h"

namespace madang::bridge {

/// What a screen made of a notice that was posted to it; see scheduler/alarm/listener.h.
struct PostAnswer {
  enum class What {
    received,  ///< taken, or known already, and on its disk
    again,     ///< it cannot take it now: disk full, inbox full, outranked. Worth saying again.
    refused,   ///< it will not take it, however often it is said: `detail`
    overtaken  ///< it has a later one of ours
  };
  What what = What::refused;
  std::uint64_t epoch = 0;     ///< where it counts, if it says so
  std::uint64_t sequence = 0;  ///< the same
  std::string detail;          ///< in English
};

/// `newest` of what was sent to it: an old number is only worth telling where it is older than that. Pure.
PostAnswer understand_answer(long status, std::string_view body, const SignedNotice& newest);

/// What a screen says is on its glass.
struct Glass {
  std::vector<IncidentId> incidents;  ///< several take turns there; in no order
  std::optional<Millis> display_ms;   ///< of the last of those asked for that is among them
  bool shows(const IncidentId& id) const;
};

/// From the state that a held-back answer brings. Nothing where it is no such state. Pure.
std::optional<Glass> understand_glass(std::string_view body, const std::vector<IncidentId>& asked);

}  // namespace madang::bridge
