// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/supervision.h"

#include "tests/support/catch.h"
#include "tools/alarm-bridge/repeats.h"

namespace madang::bridge {
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

TEST_CASE("a repetition is the same number with the same words, not long ago") {
  Repeats repeats;
  repeats.remember("1234", 7, "FA1", k_start);
  CHECK(repeats.knows("1234", 7, "FA1", k_start));
  CHECK(repeats.knows("1234", 7, "FA1", k_start + Repeats::k_memory - 1ns));
  CHECK_FALSE(repeats.knows("1234", 7, "FA1", k_start + Repeats::k_memory));
  // A panel that restarted counts from the beginning: another fire, the same number.
  CHECK_FALSE(repeats.knows("1234", 7, "FA2", k_start));
  CHECK_FALSE(repeats.knows("1234", 8, "FA1", k_start));
  CHECK_FALSE(repeats.knows("1235", 7, "FA1", k_start));
}

TEST_CASE("of an account only the last few are remembered") {
  Repeats repeats;
  for (int i = 0; i <= static_cast<int>(Repeats::k_most_each); ++i)
    repeats.remember("1234", i, "FA1", k_start);
  CHECK_FALSE(repeats.knows("1234", 0, "FA1", k_start));
  CHECK(repeats.knows("1234", 1, "FA1", k_start));
}

}  // namespace
}  // namespace madang::bridge
