// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/supervision.h"

#include <algorithm>

namespace madang::alarm {

void Supervision::watch(std::string name, Millis interval, SteadyTime now) {
  watched_.push_back({std::move(name), interval, now});
}

void Supervision::heard(std::string_view name, SteadyTime now) {
  for (auto& each : watched_) {
    if (each.name == name)
      each.last = std::max(each.last, now);
  }
}

std::vector<Supervision::News> Supervision::news(SteadyTime now) const {
  std::vector<News> result;
  for (const auto& each : watched_) {
    const bool lost = now - each.last >= each.interval;
    if (lost != each.told_lost)
      result.push_back({each.name, lost ? Link::lost : Link::back});
  }
  return result;
}

void Supervision::told(const News& news) {
  for (auto& each : watched_) {
    if (each.name == news.name)
      each.told_lost = news.link == Link::lost;
  }
}

std::optional<SteadyTime> Supervision::next() const {
  std::optional<SteadyTime> result;
  for (const auto& each : watched_) {
    const SteadyTime end = each.last + each.interval;
    if (!each.told_lost && (!result || end < *result))
      result = end;
  }
  return result;
}

}  // namespace madang::alarm
