// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/backoff.h"

#include "tests/support/catch.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

TEST_CASE("the ceiling doubles with each failure, up to the most") {
  const BackoffLimits limits{1s, 30s};
  CHECK(backoff(0, 0.5, limits) == 0ms);
  CHECK(backoff(1, 0.5, limits) == 500ms);
  CHECK(backoff(2, 0.5, limits) == 1s);
  CHECK(backoff(5, 0.5, limits) == 8s);
  CHECK(backoff(6, 0.5, limits) == 15s);
  CHECK(backoff(1'000'000'000, 0.5, limits) == 15s);
}

TEST_CASE("the jitter is full: from nothing to the ceiling") {
  CHECK(backoff(10, 0.0) == 0ms);
  CHECK(backoff(10, 0.999999) < 30s);
  CHECK(backoff(10, 0.999999) > 29s);
  CHECK(backoff(10, 7.0) == 30s);
  CHECK(backoff(10, -1.0) == 0ms);
}

}  // namespace
}  // namespace madang
