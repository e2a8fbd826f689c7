// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/pass.h"

#include "tests/support/catch.h"
#include "tests/unit/plan/market.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("a pass of a playlist is the sum of its items, a video as long as it is") {
  const Document document = market();
  CHECK(pass_length({Show::Kind::playlist, "a"}, document, {}) == 12s);
  CHECK(pass_length({Show::Kind::playlist, "b"}, document, media()) == 8s + 12345ms);
}

TEST_CASE("a duration that was written wins over the video's length") {
  Item item = video_item("media/b.mp4");
  item.duration = 5s;
  CHECK(item_length(item, media()) == Millis{5s});
  item.duration.reset();
  CHECK(item_length(item, media()) == Millis{12345ms});
  CHECK_FALSE(item_length(item, {}).has_value());
}

TEST_CASE("a pass of a layout is the longest of its zones': a page without zones has ten seconds") {
  const Document document = market();
  CHECK(pass_length({Show::Kind::layout, "page"}, document, media()) == 8s + 12345ms);
  CHECK(pass_length({Show::Kind::layout, "blank"}, document, media()) == 10s);
}

TEST_CASE("what has no length counts nothing, and a turn is never nothing") {
  const Document document = market();
  CHECK(pass_length({Show::Kind::playlist, "b"}, document, {}) == 8s);
  CHECK(pass_length({Show::Kind::playlist, "c"}, document, media()) == 10s);
  CHECK(pass_length({Show::Kind::playlist, "nowhere"}, document, media()) == 10s);
  CHECK(pass_length({Show::Kind::layout, "nowhere"}, document, media()) == 10s);
}
