// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/refresh.h"

#include <cmath>

namespace madang {
namespace {

constexpr double k_follow = 0.05;  // of the distance, at each refresh: a late one hardly counts, a drift does
constexpr double k_farthest = 0.75;  // periods, before it is another refresh

double periods(SysTime t, double period) {
  return static_cast<double>(t.time_since_epoch().count()) / period;
}

}  // namespace

std::int64_t Refresh::number_at(SysTime t) const {
  return std::llround(periods(t, period) - phase);
}

Millis Refresh::since(std::int64_t first) const {
  return Millis(static_cast<Millis::rep>(std::floor((static_cast<double>(number - first) + 0.5) * period)));
}

std::int64_t Refresh::next(std::int64_t first, Millis position) const {
  Refresh at = *this;
  at.number = first + static_cast<std::int64_t>(static_cast<double>(position.count()) / period - 0.5);
  while (at.since(first) < position)
    ++at.number;
  return at.number;
}

Refresh RefreshCounter::count(SysTime now, double hertz) {
  const double period = 1000.0 / hertz;
  const double at = periods(now, period);
  if (hertz != hertz_ ||
      std::abs(at - static_cast<double>(last_)) > hertz) {  // another display, another time
    hertz_ = hertz;
    phase_ = at - std::round(at);
  }
  last_ = std::llround(at - phase_);
  const Refresh refresh{last_, period, phase_};
  phase_ += k_follow * (at - phase_ - static_cast<double>(last_));
  // So far off, it is another refresh: one frame is repeated or left out. Not at half a period, where a
  // display could stand that then went to and fro.
  if (std::abs(phase_) > k_farthest)
    phase_ -= std::round(phase_);
  return refresh;
}

}  // namespace madang
