// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/contact_watch.h"

namespace madang::bridge {

Debounced debounce(Debounced state, bool active, SteadyTime now, Millis settle) {
  if (active == state.active)
    return {state.active, std::nullopt};
  const SteadyTime since = state.since.value_or(now);
  if (now - since >= settle)
    return {active, std::nullopt};
  return {state.active, since};
}

ContactWatch::ContactWatch(std::string source, std::vector<ContactPoint> points)
    : source_(std::move(source)) {
  for (auto& each : points)
    watched_.push_back({std::move(each), {}, false});
}

void ContactWatch::see(std::size_t point, bool closed, SteadyTime now) {
  Watched& watched = watched_.at(point);
  const bool active = closed == (watched.point.wiring == Wiring::normally_open);
  watched.state = debounce(watched.state, active, now, watched.point.settle);
}

void ContactWatch::tell(const Taker& taker) {
  InputReport report{source_, std::nullopt, {}, std::nullopt};
  for (const auto& each : watched_) {
    if (each.state.active == each.told)
      continue;
    const auto happening = each.state.active ? PanelHappening::raised : PanelHappening::restored;
    report.events.push_back({each.point.subject, happening, {}, each.point.name, {}, {}});
  }
  if (report.events.empty() || !taker(report))
    return;
  for (auto& each : watched_)
    each.told = each.state.active;
}

}  // namespace madang::bridge
