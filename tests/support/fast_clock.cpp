// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/fast_clock.h"

#include <fmt/format.h>

namespace madang::test {

FastClock::FastClock(SysTime start, int rate)
    : start_(start), origin_(std::chrono::steady_clock::now()), rate_(rate) {}

std::map<std::string, std::string> FastClock::environment() const {
  const auto origin = std::chrono::nanoseconds(origin_.time_since_epoch()).count();
  return {{"LD_PRELOAD", MADANG_FAST_CLOCK_LIBRARY},
          {"MADANG_FAST_CLOCK", fmt::format("{} {} {}", start_.time_since_epoch().count(), origin, rate_)}};
}

SysTime FastClock::now() const {
  return start_ + std::chrono::floor<Millis>((std::chrono::steady_clock::now() - origin_) * rate_);
}

}  // namespace madang::test
