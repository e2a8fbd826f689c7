// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

TEST_CASE(
    "a fire takes the screen over a playing clip, and the all-clear gives it back where time has got to") {
  Market market;
  market.write_ramp();
  market.start();
  REQUIRE(market.ramp_plays());

  const Ended raised = market.alarm({"raise", "--kind", "fire", "--incident", "f1", "--wait"});
  CAPTURE(raised.output, raised.errors);
  REQUIRE(raised.code == 0);
  CHECK(market.corner() == k_fire);  // it said that it is displayed: then it is on the glass, now

  const Ended cleared = market.alarm({"clear", "--incident", "f1", "--wait"});
  CHECK(cleared.code == 0);
  CHECK(market.ramp_plays());
}

TEST_CASE("the all-clear is told to visitors, then the market comes back") {
  Market market;
  market.write_page("#007800");
  market.kiosk.all_clear = 2;
  market.start();
  REQUIRE(market.corner_becomes(k_green) == k_green);
  REQUIRE(market.alarm({"raise", "--wait"}).code == 0);
  REQUIRE(market.alarm({"clear", "--all", "--wait"}).code == 0);
  CHECK(market.corner() == k_clear);  // it said that the fire is off the glass: then this is on it
  CHECK(market.corner_becomes(k_green, 20s) == k_green);
}

TEST_CASE("a drill says so on the glass, and a fire ends it") {
  Market market;
  market.write_page("#007800");
  market.start();
  REQUIRE(market.corner_becomes(k_green) == k_green);
  const Ended drill = market.alarm({"drill", "--incident", "d1", "--by", "김시장", "--wait"});
  CAPTURE(drill.errors);
  REQUIRE(drill.code == 0);
  CHECK(market.corner() == k_band);
  const ScreenImage image = market.screen();
  CHECK(image.colour(4, image.size.height - 4) == k_fire);  // its page, below the band
  const auto status = [&] {
    return run_to_end({program("madang").string(), "alarm", "status", "--url", market.kiosk.alarm_url()})
        .output;
  };
  CHECK(status().find("김시장") != std::string::npos);

  REQUIRE(market.alarm({"raise", "--incident", "f1", "--wait"}).code == 0);
  CHECK(market.corner() == k_fire);
  const Ended another = market.alarm({"drill", "--incident", "d2"});
  CHECK(another.code == 3);
  CHECK(another.errors.find("an actual alarm is on") != std::string::npos);
  CHECK(status().find("d1") == std::string::npos);
}

TEST_CASE("a fire outlives the scheduler, the player, and both") {
  Market market;
  market.write_page("#007800");
  market.start();
  REQUIRE(market.corner_becomes(k_green) == k_green);
  REQUIRE(market.alarm({"raise", "--kind", "fire", "--incident", "f1", "--wait"}).code == 0);

  market.kiosk.kill();
  CHECK(market.corner_becomes(k_green, 1s) == k_fire);
  market.player().kill();
  market.open();  // alone: the alarm state is on the player's disk too
  CHECK(market.corner_becomes(k_fire) == k_fire);
  market.player().kill();
  market.kiosk.start();
  market.open();
  CHECK(market.corner_becomes(k_fire) == k_fire);

  REQUIRE(market.alarm({"clear", "--all", "--wait"}).code == 0);
  CHECK(market.corner_becomes(k_green) == k_green);
}

TEST_CASE("an alarm needs no content: the built-in page shows before any release has come") {
  Market market;
  market.kiosk.start();
  market.open();
  REQUIRE(market.corner_becomes({24, 28, 36, 255}) == Colour{24, 28, 36, 255});
  REQUIRE(market.alarm({"raise", "--kind", "fire", "--wait"}).code == 0);
  CHECK(market.corner_becomes(k_fire) == k_fire);
}

TEST_CASE("an alarm whose page the release does not have gets the built-in page, and others get their own") {
  Market market;
  market.write_page("#007800");
  market.folder.write("content/playlists/fire.yaml",
                      "kind: playlist\nversion: 1\nitems:\n  - text: 불이야\n    size: 30%\n"
                      "    background: \"#0000c8\"\n");
  market.start();
  REQUIRE(market.corner_becomes(k_green) == k_green);
  REQUIRE(market.alarm({"raise", "--kind", "gas-leak", "--incident", "g1", "--wait"}).code == 0);
  CHECK(market.corner() == k_fire);
  REQUIRE(market.alarm({"raise", "--kind", "fire", "--incident", "f1", "--wait"}).code == 0);
  CHECK(market.corner() == k_blue);
  REQUIRE(market.alarm({"clear", "--incident", "f1", "--wait"}).code == 0);
  CHECK(market.corner_becomes(k_fire) == k_fire);
  REQUIRE(market.alarm({"clear", "--incident", "g1", "--wait"}).code == 0);
  CHECK(market.corner_becomes(k_green) == k_green);
}

TEST_CASE("whoever does not know the secret changes nothing") {
  Market market;
  market.write_page("#007800");
  market.start();
  REQUIRE(market.corner_becomes(k_green) == k_green);
  const auto wrong = market.folder.write("wrong", "another secret");
  const Ended refused = run_to_end({program("madang").string(), "alarm", "raise", "--url",
                                    market.kiosk.alarm_url(), "--secret-file", wrong.string()});
  CHECK(refused.code != 0);
  CHECK(market.corner_becomes(k_fire, 1s) == k_green);
}
