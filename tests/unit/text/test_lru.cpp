// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/lru.h"

#include <string>

#include "tests/support/catch.h"

namespace madang {
namespace {

TEST_CASE("the least recently used goes first") {
  Lru<std::string, int> cache(3);
  cache.put("a", 1, 1);
  cache.put("b", 2, 1);
  cache.put("c", 3, 1);
  REQUIRE(cache.find("a") != nullptr);  // a is now the newest
  cache.put("d", 4, 1);
  CHECK(cache.find("b") == nullptr);
  CHECK(*cache.find("a") == 1);
  CHECK(cache.size() == 3);
}

TEST_CASE("what alone is over the limit stays until the next comes") {
  Lru<std::string, int> cache(3);
  CHECK(cache.put("big", 1, 100) == 1);
  CHECK(cache.cost() == 100);
  cache.put("small", 2, 1);
  CHECK(cache.find("big") == nullptr);
  CHECK(cache.cost() == 1);
}

}  // namespace
}  // namespace madang
