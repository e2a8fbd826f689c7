// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/e2e/accelerated.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

/// Some hours more than the year in either zone; five and a half minutes of ours.
const Interval k_year{std::chrono::sys_days{2025y / 12 / 31}, std::chrono::sys_days{2027y / 1 / 2}};

}  // namespace

TEST_CASE("a year in Seoul passes as it is planned") {
  check_agreement(live_through(seoul_market(), k_year, 100'000, 30min));
}

TEST_CASE("a year in Berlin passes as it is planned") {
  check_agreement(live_through(berlin_market(), k_year, 100'000, 30min));
}
