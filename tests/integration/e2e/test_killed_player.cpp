// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"
#include "tests/support/kill_walk.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

TEST_CASE("the player is killed at any step of turning to an alarm: it is on the glass when it is back") {
  Market market;
  market.write_page("#007800");
  market.start();
  const KillStory story{"madang-player",
                        [&] {
                          REQUIRE(market.alarm({"clear", "--all"}).code == 0);
                          REQUIRE(market.corner_becomes(k_green) == k_green);
                        },
                        [&] {
                          return market.alarm({"raise", "--incident", "f1"}).code == 0;
                        },
                        [&] { return market.player().pid(); },
                        [&] { return market.player().running(); },
                        [&] { market.open(); },
                        [&] { return market.corner() == k_fire; }};
  print("a fire at the player's main loop", walk(story, MADANG_WALK_STRIDE));
}
