// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/e2e/accelerated.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace madang::test;
using namespace std::chrono_literals;

namespace {

SysTime day(std::chrono::year_month_day date) {
  return std::chrono::sys_days{date};
}

}  // namespace

TEST_CASE("five weeks around Chuseok pass as they are planned") {
  check_agreement(live_through(seoul_market(), {day(2026y / 9 / 7), day(2026y / 10 / 12)}, 400'000, 2h));
}

TEST_CASE("the clocks of Europe are set back and the plan with them") {
  check_agreement(live_through(berlin_market(), {day(2026y / 10 / 24), day(2026y / 10 / 26)}, 60'000, 30min));
}

TEST_CASE("the clocks of Europe are set forward and the plan with them") {
  check_agreement(live_through(berlin_market(), {day(2026y / 3 / 28), day(2026y / 3 / 30)}, 60'000, 30min));
}

TEST_CASE("a player lives through a week without its scheduler, and says when its programme has ended") {
  const SysTime friday = day(2026y / 9 / 18) + 10h;
  const Alone alone = live_alone(seoul_market(), friday, 150'000, 2h);
  CHECK(alone.covers.to - friday > std::chrono::days{8});
  check_agreement(alone.with_the_plan);
  CHECK(alone.default_after > 0);
  CHECK(alone.others_after == 0);
  INFO(alone.log);
  CHECK(alone.log.find("the programme ended at " + to_iso8601(alone.covers.to)) != std::string::npos);
}
