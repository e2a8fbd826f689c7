// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/patience.h"
#include "tests/support/catch.h"

namespace madang {
namespace {

constexpr SteadyTime k_start{};

TEST_CASE("a decoder that shows no sign of life is given up after five seconds") {
  Patience patience(k_start);
  for (Millis t{0}; t <= Millis{5000}; t += Millis{100})
    CHECK_FALSE(patience.ran_out({}, k_start + t));
  CHECK(patience.ran_out({}, k_start + Millis{5100}));
}

TEST_CASE("a decoder that works without ever handing a frame over is given up later") {
  Patience patience(k_start);
  std::uint32_t beat = 0;
  const auto look = [&](Millis t) {
    return patience.ran_out({.published = 0, .beat = ++beat, .taken = 0, .full = false}, k_start + t);
  };
  for (Millis t{0}; t <= Millis{30000}; t += Millis{100})
    CHECK_FALSE(look(t));
  CHECK(look(Millis{30100}));
}

TEST_CASE("a decoder that has no room owes nothing") {
  Patience patience(k_start);
  for (Millis t{0}; t <= Millis{60000}; t += Millis{100}) {
    CHECK_FALSE(patience.ran_out({.published = 5, .beat = 9, .taken = 0, .full = true}, k_start + t));
  }
}

TEST_CASE("looks that are less than a millisecond apart count as well") {
  Patience patience(k_start);
  const auto quarter = std::chrono::microseconds(250);
  for (int i = 1; i <= 20'000; ++i)
    REQUIRE_FALSE(patience.ran_out({}, k_start + i * quarter));
  CHECK(patience.ran_out({}, k_start + 20'001 * quarter));
}

TEST_CASE("time in which nobody looked is not held against the decoder") {
  Patience patience(k_start);
  CHECK_FALSE(patience.ran_out({}, k_start + Millis{100}));
  CHECK_FALSE(patience.ran_out({}, k_start + Millis{3'600'000}));
}

}  // namespace
}  // namespace madang
