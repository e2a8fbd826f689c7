// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/calendar/stretches.h"

#include <algorithm>
#include <random>

#include "tests/support/catch.h"

using namespace madang;

namespace {

constexpr int k_end = 24;

Interval stretch(int from, int to) {
  return {SysTime{Millis{from}}, SysTime{Millis{to}}};
}

std::vector<Interval> some(std::mt19937& random) {
  std::vector<Interval> made;
  for (unsigned n = random() % 5; n > 0; --n) {
    const int from = static_cast<int>(random() % k_end);
    made.push_back(
        stretch(from, from + 1 + static_cast<int>(random() % static_cast<unsigned>(k_end - from))));
  }
  return made;
}

/// How many of the windows hold that instant.
long count(const std::vector<Interval>& windows, int t) {
  return std::count_if(windows.begin(), windows.end(),
                       [&](const Interval& each) { return each.contains(SysTime{Millis{t}}); });
}

}  // namespace

TEST_CASE("sets of stretches say of every instant what a plain look says") {
  std::mt19937 random(5);
  for (int round = 0; round < 2000; ++round) {
    const auto windows = some(random), others = some(random);
    const auto set = joined(others);
    std::vector<Interval> both = joined(windows);
    join(both, set);
    for (int t = 0; t < k_end; ++t) {
      REQUIRE(count(set, t) == (count(others, t) > 0 ? 1 : 0));
      REQUIRE(count(both, t) == (count(windows, t) + count(others, t) > 0 ? 1 : 0));
      REQUIRE(count(inside(windows, set), t) == (count(set, t) > 0 ? count(windows, t) : 0));
      REQUIRE(count(outside(windows, set), t) == (count(set, t) > 0 ? 0 : count(windows, t)));
    }
    const auto touch = [](const Interval& a, const Interval& b) { return b.from <= a.to; };
    REQUIRE(std::adjacent_find(set.begin(), set.end(), touch) == set.end());
    REQUIRE(std::adjacent_find(both.begin(), both.end(), touch) == both.end());
    for (const Interval& window : windows)
      REQUIRE(covers(set, window) == outside({window}, set).empty());
  }
}
