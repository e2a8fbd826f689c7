// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/prepare/resource_cache.h"

#include "tests/support/catch.h"

using namespace madang;

namespace {

PicturePtr picture() {
  return std::make_shared<Picture>();
}

}  // namespace

TEST_CASE("what is asked for stays, what is not goes after its rounds") {
  ResourceCache cache(2);
  cache.put("alarm", picture());
  cache.put("old", picture());
  for (int round = 0; round < 5; ++round) {
    CHECK(cache.find("alarm").has_value());
    cache.next_round();
  }
  CHECK(cache.find("alarm").has_value());
  CHECK_FALSE(cache.find("old").has_value());
  CHECK(cache.size() == 1);
}

TEST_CASE("what cannot be made is remembered as such") {
  ResourceCache cache(2);
  CHECK_FALSE(cache.find("broken").has_value());
  cache.put("broken", PicturePtr());
  REQUIRE(cache.find("broken").has_value());
  CHECK(std::get<PicturePtr>(*cache.find("broken")) == nullptr);
}

TEST_CASE("a picture on screen outlives its place in the cache") {
  ResourceCache cache(0);
  cache.put("a", picture());
  const auto held = std::get<PicturePtr>(*cache.find("a"));
  cache.next_round();
  cache.next_round();
  CHECK(cache.size() == 0);
  CHECK(held.use_count() == 1);
}
