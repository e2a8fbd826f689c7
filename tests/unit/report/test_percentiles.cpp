// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/percentiles.h"

#include "tests/support/catch.h"

namespace madang::tool {
namespace {

using namespace std::chrono_literals;
using Times = std::vector<std::optional<Millis>>;

/// 1 ms to `count` ms, the longest first.
Times first(int count) {
  Times times;
  for (int i = count; i > 0; --i)
    times.emplace_back(Millis{i});
  return times;
}

TEST_CASE("percentiles are by nearest rank, each a time that was measured") {
  CHECK(percentiles(first(1)) == Percentiles{1ms, 1ms, 1ms});
  CHECK(percentiles(first(2)) == Percentiles{1ms, 2ms, 2ms});
  CHECK(percentiles(first(19)) == Percentiles{10ms, 19ms, 19ms});
  CHECK(percentiles(first(20)) == Percentiles{10ms, 19ms, 20ms});
  CHECK(percentiles(first(100)) == Percentiles{50ms, 95ms, 99ms});
  CHECK(percentiles(first(101)) == Percentiles{51ms, 96ms, 100ms});
  CHECK(percentiles(first(1000)) == Percentiles{500ms, 950ms, 990ms});
}

TEST_CASE("who never came is the slowest of all") {
  Times times = first(20);
  times.front() = std::nullopt;
  CHECK(percentiles(times) == Percentiles{10ms, 19ms, std::nullopt});
  CHECK(percentiles({std::nullopt}) == Percentiles{});
}

TEST_CASE("of no times there are no percentiles") {
  CHECK(percentiles({}) == Percentiles{});
}

}  // namespace
}  // namespace madang::tool
