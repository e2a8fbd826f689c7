// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/supervision.h"

#include "tests/support/catch.h"

namespace madang::alarm {
namespace {

using namespace std::chrono_literals;
using News = std::vector<Supervision::News>;

const SteadyTime k_start{1h};

TEST_CASE("who is heard in time is no news, and who is not is lost once") {
  Supervision supervision;
  supervision.watch("a", 60s, k_start);
  supervision.watch("b", 90s, k_start);
  CHECK(supervision.next() == k_start + 60s);
  CHECK(supervision.news(k_start + 59s).empty());

  supervision.heard("a", k_start + 50s);
  CHECK(supervision.next() == k_start + 90s);
  CHECK(supervision.news(k_start + 89s).empty());

  CHECK(supervision.news(k_start + 90s) == News{{"b", Link::lost}});
  supervision.told({"b", Link::lost});
  CHECK(supervision.news(k_start + 100s).empty());
  CHECK(supervision.next() == k_start + 110s);
}

TEST_CASE("news that nobody could write down comes again") {
  Supervision supervision;
  supervision.watch("a", 60s, k_start);
  CHECK(supervision.news(k_start + 60s).size() == 1);
  CHECK(supervision.news(k_start + 61s).size() == 1);
}

TEST_CASE("who is lost comes back with any word") {
  Supervision supervision;
  supervision.watch("a", 60s, k_start);
  supervision.told({"a", Link::lost});
  CHECK_FALSE(supervision.next());
  supervision.heard("stranger", k_start + 70s);
  CHECK(supervision.news(k_start + 70s).empty());
  supervision.heard("a", k_start + 71s);
  CHECK(supervision.news(k_start + 71s) == News{{"a", Link::back}});
  supervision.told({"a", Link::back});
  CHECK(supervision.next() == k_start + 131s);
}

}  // namespace
}  // namespace madang::alarm
