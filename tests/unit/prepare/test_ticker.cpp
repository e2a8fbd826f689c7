// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cmath>

#include "player/prepare/live_resources.h"
#include "player/prepare/loader.h"
#include "player/scene/build.h"
#include "tests/support/allocations.h"
#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

TEST_CASE(
    "a ticker is rasterised once: a minute of refreshes only moves it, by what the clock says, and "
    "allocates nothing") {
  Typesetter typesetter = Typesetter::open(MADANG_SOURCE_DIR "/fonts/fonts.yaml").value();
  ResourceCache cache(20);
  VideoDeck deck(Decoders("/nowhere/decoder"));
  const Inventory inventory;
  Item item;
  TickerItem ticker;
  ticker.text = {{{"ko", "오늘 밤 야시장이 열립니다"}, {"en", "Night market tonight"}}};
  ticker.speed = {150, Length::Unit::pixels};
  item.what = ticker;
  Cue cue;
  cue.slot = Slot{}.inside("foot");
  cue.what = &item;
  cue.place = {0, 0.9, 1, 0.1, 1.0 / 1920, 1.0 / 1080};
  cue.start = SysTime{} + std::chrono::hours(24) * 20'000;
  TextMemo memo;
  const Setting setting{{1920, 1080}, nullptr, nullptr, &memo};

  Loader loader(typesetter, cache, inventory);
  const auto first = build_parts({&cue, 1}, setting, loader);
  const PlacedTextPtr strip = std::get<TextNode>(first[0].nodes[0].what).text;
  const double round = strip->box.width;
  REQUIRE(round > 0);
  const double begin = std::get<TextNode>(first[0].nodes[0].what).x;

  std::vector<Part> parts;
  for (int frame = 0; frame < 3600; ++frame) {
    cue.position = Millis(frame * 1000 / 60);
    LiveResources live(cache, cache, deck, inventory, cue.start + cue.position);
    const std::size_t before = test::allocations();
    parts = build_parts({&cue, 1}, setting, live, std::move(parts));
    const std::size_t made = test::allocations() - before;
    if (frame > 100)  // by then the most nodes that it can need were there once
      REQUIRE(made == 0);
    REQUIRE(parts[0].ready);
    for (const Node& node : parts[0].nodes)
      REQUIRE(std::get<TextNode>(node.what).text == strip);  // nothing was laid out or drawn again
    const double x = std::get<TextNode>(parts[0].nodes[0].what).x;
    const double due = begin - static_cast<double>(cue.position.count()) / 1000 * 150;
    const double off = std::remainder(x - due, round);
    REQUIRE(std::abs(off) < 1.0 / 64);
  }
}
