// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <chrono>

#include "tests/integration/e2e/market.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

TEST_CASE("an edit that is published comes to the screen, and the screen is never black on the way") {
  Market market;
  market.write_page("#c80000");
  market.start();
  REQUIRE(market.corner_becomes(k_red) == k_red);

  market.write_page("#0000c8", "감귤");
  const auto from = std::chrono::steady_clock::now();
  market.publish();
  REQUIRE(market.corner_becomes(k_blue) == k_blue);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
  UNSCOPED_INFO("edit to screen: " << took.count() << " s");
  CHECK(market.never_black(1s));
}

TEST_CASE("content with a mistake is not published, and what is on screen stays") {
  Market market;
  market.write_page("#c80000");
  market.start();
  REQUIRE(market.corner_becomes(k_red) == k_red);

  market.write_page("#0000c8");
  market.folder.write("content/playlists/main.yaml",
                      "kind: playlist\nversion: 1\nitems:\n  - text: x\n    colour: nocolour\n");
  const Ended refused = publish(market.folder);
  CHECK(refused.code == 1);
  CHECK(refused.errors.find("nocolour") + refused.output.find("nocolour") != 2 * std::string::npos);
  CHECK(market.corner_becomes(k_blue, 2s) == k_red);
}
