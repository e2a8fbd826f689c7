// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/server/screens.h"

#include <fmt/format.h>

#include <algorithm>

#include "content-schema/wire/codec.h"

namespace madang::server {

void Screens::keep(Heartbeat heartbeat, SteadyTime now) {
  const std::lock_guard lock(mutex_);
  if (seen_.size() >= most_ && !seen_.contains(heartbeat.screen)) {
    seen_.erase(std::min_element(seen_.begin(), seen_.end(),
                                 [](const auto& a, const auto& b) { return a.second.at < b.second.at; }));
  }
  const ScreenId screen = heartbeat.screen;
  seen_[screen] = {std::move(heartbeat), now};
}

std::vector<ScreenReport> Screens::reports(SteadyTime now) const {
  const std::lock_guard lock(mutex_);
  std::vector<ScreenReport> all;
  for (const auto& [screen, seen] : seen_) {
    const Heartbeat& beat = seen.heartbeat;
    all.push_back({screen, beat.release, beat.player, beat.problems,
                   std::chrono::duration_cast<Millis>(now - seen.at)});
  }
  return all;
}

std::string Screens::to_json(SteadyTime now) const {
  const std::lock_guard lock(mutex_);
  std::string list;
  for (const auto& [screen, seen] : seen_) {
    const auto age = std::chrono::duration_cast<Millis>(now - seen.at).count();
    list += fmt::format("{}\n  {{\"age_ms\":{},\"heartbeat\":{}}}", list.empty() ? "" : ",", age,
                        encode(seen.heartbeat));
  }
  return "[" + list + "]";
}

}  // namespace madang::server
