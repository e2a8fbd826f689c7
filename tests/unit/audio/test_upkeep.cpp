// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/audio/upkeep.h"

#include <vector>

#include "tests/support/catch.h"

namespace madang {
namespace {

using namespace std::chrono_literals;
using Do = Upkeep::Do;

const SteadyTime k_start{std::chrono::hours(5)};

TEST_CASE("a device is opened when something is to be heard, not before") {
  Upkeep upkeep;
  CHECK(upkeep.next(false, k_start) == Do::nothing);
  CHECK(upkeep.next(true, k_start + 1h) == Do::open);
}

TEST_CASE("it is closed half a minute after the last sound") {
  Upkeep upkeep;
  upkeep.next(true, k_start);
  upkeep.opened(k_start);
  CHECK(upkeep.next(true, k_start + 10min) == Do::nothing);
  CHECK(upkeep.next(false, k_start + 10min + 29s) == Do::nothing);
  CHECK(upkeep.next(false, k_start + 10min + 30s) == Do::close);
  upkeep.closed();
  CHECK(upkeep.next(false, k_start + 11min) == Do::nothing);
  CHECK(upkeep.next(true, k_start + 11min) == Do::open);
}

TEST_CASE("where there is none it is asked for ever more rarely, once a minute at last") {
  Upkeep upkeep;
  std::vector<Millis> pauses;
  SteadyTime tried = k_start;
  for (SteadyTime now = k_start; now < k_start + 10min; now += 500ms) {
    if (upkeep.next(true, now) != Do::open)
      continue;
    pauses.push_back(std::chrono::duration_cast<Millis>(now - tried));
    tried = now;
    upkeep.lost(now);
  }
  REQUIRE(pauses.size() > 8);
  CHECK(std::vector<Millis>(pauses.begin(), pauses.begin() + 8) ==
        std::vector<Millis>{0s, 1s, 2s, 4s, 8s, 16s, 32s, 60s});
}

TEST_CASE("a good device that vanishes is looked for soon, one that comes and goes is not") {
  Upkeep upkeep;
  for (int i = 0; i < 10; ++i)
    upkeep.lost(k_start);
  SteadyTime now = k_start + 2min;
  REQUIRE(upkeep.next(true, now) == Do::open);
  SECTION("good") {
    upkeep.opened(now);
    CHECK_FALSE(upkeep.steady(now + 9s));
    now += 1min;
    CHECK(upkeep.steady(now));
    upkeep.lost(now);
    CHECK(upkeep.next(true, now + 999ms) == Do::nothing);
    CHECK(upkeep.next(true, now + 1s) == Do::open);
  }
  SECTION("flapping") {
    upkeep.opened(now);
    now += 1s;
    upkeep.lost(now);
    CHECK(upkeep.next(true, now + 59s) == Do::nothing);
    CHECK(upkeep.next(true, now + 60s) == Do::open);
  }
}

}  // namespace
}  // namespace madang
