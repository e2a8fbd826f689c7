// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/audio/exchange.h"

#include <memory>
#include <thread>

#include "tests/support/catch.h"

namespace madang {
namespace {

TEST_CASE("the latest value is taken, once") {
  Exchange<int> exchange;
  CHECK(exchange.take() == nullptr);
  for (const int value : {1, 2, 3}) {
    exchange.back() = value;
    exchange.publish();
  }
  const int* taken = exchange.take();
  REQUIRE(taken != nullptr);
  CHECK(*taken == 3);
  CHECK(exchange.take() == nullptr);
  exchange.back() = 4;
  exchange.publish();
  CHECK(*taken == 3);  // untouched until the next take
  CHECK(*exchange.take() == 4);
}

TEST_CASE("three values of nothing leave nothing behind") {
  Exchange<std::shared_ptr<int>> exchange;
  const auto clip = std::make_shared<int>(1);
  for (int i = 0; i < 5; ++i) {
    exchange.back() = clip;
    exchange.publish();
    exchange.take();
  }
  for (int i = 0; i < 3; ++i) {
    exchange.back() = nullptr;
    exchange.publish();
    exchange.take();
  }
  CHECK(clip.use_count() == 1);
}

TEST_CASE("two threads hand over whole values, in order") {
  struct Pair {
    int a = 0;
    int b = 0;
  };
  Exchange<Pair> exchange;
  constexpr int k_last = 300'000;
  std::jthread writer([&] {
    for (int i = 1; i <= k_last; ++i) {
      exchange.back() = {i, -i};
      exchange.publish();
    }
  });
  int seen = 0;
  while (seen < k_last) {
    const Pair* pair = exchange.take();
    if (pair == nullptr)
      continue;
    REQUIRE(pair->b == -pair->a);
    REQUIRE(pair->a > seen);
    seen = pair->a;
  }
}

}  // namespace
}  // namespace madang
