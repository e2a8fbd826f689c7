// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

TEST_CASE("the display server hangs: the player starts itself again, and shows what is due when it is back") {
  Market market;
  market.write_ramp();
  market.publish();
  market.kiosk.start();
  market.open({"--watchdog", "1"});
  REQUIRE(market.ramp_plays());
  const pid_t before = market.player().pid();

  market.display().freeze();
  CHECK(market.player().wait_for("starting again: the main loop hung", 20s));
  market.display().thaw();
  CHECK(market.ramp_plays());
  CHECK(market.player().running());
  CHECK(market.player().pid() == before);
  CHECK(market.player().wait_for("the player started itself again: the main loop hung"));
  CHECK(market.player().stop() == 0);
}

TEST_CASE("a player that is asked to end while its display hangs or goes is not started again") {
  Market market;
  market.write_ramp();
  market.publish();
  market.kiosk.start();
  market.open({"--watchdog", "1"});
  REQUIRE(market.ramp_plays());

  market.display().freeze();
  market.player().signal(SIGTERM);
  SECTION("it hangs") {
    CHECK(market.player().wait(10s) == 0);
  }
  SECTION("it goes") {
    market.display().kill();
    CHECK(market.player().wait(10s).has_value());
  }
  CHECK(market.player().errors().find("starting again") == std::string::npos);
}

TEST_CASE("the display server dies: the player waits for the next one, and shows what is due on it") {
  Market market;
  market.write_ramp();
  market.start();
  REQUIRE(market.ramp_plays());

  market.display().kill();
  CHECK(market.player().wait_for("starting again: the display went away"));
  CHECK(market.player().wait_for("starting again: there is still no display"));
  REQUIRE(market.display().start_again().has_value());
  market.look_again();
  CHECK(market.ramp_plays(30s));
  CHECK(market.player().stop() == 0);
}
