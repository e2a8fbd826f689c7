// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/repeats.h"

#include "tests/support/catch.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;

const SteadyTime k_start{1h};

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
