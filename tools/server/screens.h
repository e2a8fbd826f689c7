// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/wire/manifest.h"
#include "tools/server/rollout.h"

namespace madang::server {

/// The last heartbeat of each screen, in memory only: ten seconds after a restart all is known again.
/// Bounded: when it is full, the screen that was silent longest makes room. Thread-safe.
class Screens {
 public:
  explicit Screens(std::size_t most = 4096) : most_(most) {}

  void keep(Heartbeat heartbeat, SteadyTime now);
  std::vector<ScreenReport> reports(SteadyTime now) const;
  /// `[{"age_ms": 1200, "heartbeat": {...}}, ...]` by screen id.
  std::string to_json(SteadyTime now) const;

 private:
  struct Seen {
    Heartbeat heartbeat;
    SteadyTime at;
  };

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::map<ScreenId, Seen> seen_;  // guarded by mutex_
};

}  // namespace madang::server
