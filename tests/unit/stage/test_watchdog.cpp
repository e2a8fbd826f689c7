// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/watchdog.h"

#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

TEST_CASE("a main loop that comes round is left alone, one that hangs is bitten after the limit") {
  Watchdog watchdog(5s, 60s, [] {});
  for (int look = 0; look < 119; ++look)  // the display may be slow to start
    REQUIRE_FALSE(watchdog.look(500ms));
  watchdog.beat();
  REQUIRE_FALSE(watchdog.look(500ms));
  for (int look = 0; look < 1000; ++look) {
    watchdog.beat();
    REQUIRE_FALSE(watchdog.look(500ms));
  }
  for (int look = 0; look < 9; ++look)
    REQUIRE_FALSE(watchdog.look(500ms));
  CHECK(watchdog.look(500ms));
}

TEST_CASE("a program that never begins is bitten too, and a watchdog without a limit never bites") {
  Watchdog watchdog(5s, 60s, [] {});
  REQUIRE_FALSE(watchdog.look(59s));
  CHECK(watchdog.look(1s));
  Watchdog patient(0ms, 60s, [] {});
  CHECK_FALSE(patient.look(1h));
}
