// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <csignal>

#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

TEST_CASE("the server dies: the screen goes on, and follows again when it is back") {
  Market market;
  market.write_page("#c80000");
  market.start();
  REQUIRE(market.corner_becomes(k_red) == k_red);

  market.office.kill();
  market.write_page("#0000c8");
  market.publish();
  CHECK(market.corner_becomes(k_blue, 2s) == k_red);

  market.office.start();
  CHECK(market.corner_becomes(k_blue, 30s) == k_blue);
}

TEST_CASE("the player is killed: it comes back in the middle of the clip, where the clock says") {
  Market market;
  market.write_ramp();
  market.start();
  REQUIRE(market.ramp_plays());

  market.player().kill();
  market.open();
  REQUIRE(market.ramp_plays());
  CHECK(market.never_black(1s));
}

TEST_CASE("the scheduler dies: the player plays on, and a new player shows the last programme without it") {
  Market market;
  market.write_ramp();
  market.start();
  REQUIRE(market.ramp_plays());

  market.kiosk.kill();
  CHECK(market.never_black(2s));
  CHECK(market.ramp_plays());

  market.player().kill();
  market.open();
  CHECK(market.ramp_plays());
}

TEST_CASE("the decoder is killed: the clip comes back, and nothing else was harmed") {
  const bool with_all = GENERATE(false, true);  // decoders, by the program that they are forked from
  Market market;
  market.write_ramp();
  market.start();
  REQUIRE(market.ramp_plays());

  const pid_t victim = with_all ? market.zygote() : market.decoder();
  REQUIRE(victim > 0);
  ::kill(victim, SIGKILL);
  CHECK(market.never_black(1s));
  CHECK(market.ramp_plays());
  CHECK(market.player().running());
}

TEST_CASE("without server and scheduler a player shows its card, and waits") {
  Market market;
  market.open();
  CHECK(market.corner_becomes({24, 28, 36, 255}) == Colour{24, 28, 36, 255});
  market.write_page("#c80000");
  market.publish();
  market.kiosk.start();
  CHECK(market.corner_becomes(k_red, 20s) == k_red);
}
