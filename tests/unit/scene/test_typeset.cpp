// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/typeset.h"

#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

TextItem four_languages(Languages mode) {
  TextItem item;
  item.text = {{{"ko", "가"}, {"en", "A"}, {"zh-Hans", "中"}, {"ja", "あ"}}};
  item.languages = mode;
  item.rotate_every = 5s;
  return item;
}

Cue cue_at(Millis position, Millis length) {
  Cue cue;
  cue.position = position;
  cue.length = length;
  return cue;
}

}  // namespace

TEST_CASE("padding is taken from the shorter side and can never eat the zone") {
  TextStyle style;
  style.padding = {10, Length::Unit::percent};
  CHECK(TypeArea{{100, 0, 400, 200}, 1}.inside(style) == Rect{120, 20, 360, 160});
  style.padding = {90, Length::Unit::percent};
  CHECK_FALSE(TypeArea{{0, 0, 400, 200}, 1}.inside(style).empty());
}

TEST_CASE("a size in per cent follows the zone, one in pixels the canvas") {
  TextItem item = four_languages(Languages::stack);
  const TypeArea area{{0, 0, 960, 540}, 0.5};
  item.style.size = Length{20, Length::Unit::percent};
  CHECK(request_for(item, {}, area, nullptr).size == Approx(108));
  item.style.size = Length{96, Length::Unit::pixels};
  CHECK(request_for(item, {}, area, nullptr).size == Approx(48));
}

TEST_CASE(
    "text that names no size is as large as usual, and no smaller than can be read from where people stand") {
  Screen screen;
  screen.width_mm = 1000;
  screen.viewing_distance_m = 6;
  CHECK(legible_size(screen, {1920, 1080}) == Approx(46.08));
  CHECK(legible_size({}, {1920, 1080}) == 0);
  TextItem item = four_languages(Languages::stack);
  CHECK(request_for(item, {}, {{0, 0, 960, 540}, 1, 46}, nullptr).size == Approx(64.8));
  CHECK(request_for(item, {}, {{0, 0, 960, 200}, 1, 46}, nullptr).size == Approx(46));
  item.style.size = Length{10, Length::Unit::percent};
  CHECK(request_for(item, {}, {{0, 0, 960, 200}, 1, 46}, nullptr).size == Approx(20));
}

TEST_CASE("stacked languages all show: rotating ones one at a time, each in its turn") {
  const TypeArea area{{0, 0, 960, 540}, 1};
  CHECK(request_for(four_languages(Languages::stack), cue_at(0ms, 8s), area, nullptr).blocks.size() == 4);
  const TextItem rotating = four_languages(Languages::rotate);
  const auto language_at = [&](Millis position, Millis length) {
    const auto blocks = request_for(rotating, cue_at(position, length), area, nullptr).blocks;
    REQUIRE(blocks.size() == 1);
    return blocks[0].language;
  };
  CHECK(language_at(4999ms, 0ms) == "ko");
  CHECK(language_at(5s, 0ms) == "en");
  CHECK(language_at(20s, 0ms) == "ko");
}

TEST_CASE("two instants have the same version of an item exactly when they ask for the same text") {
  const TypeArea area{{0, 0, 960, 540}, 1};
  const TextItem rotating = four_languages(Languages::rotate);
  ClockItem clock;
  clock.languages = {"ko", "en"};
  clock.rotate_every = 7s;
  Site site;
  site.languages = {"ko", "en"};
  for (Millis t = 0ms; t < 180s; t += 1s) {
    CAPTURE(t.count());
    const Cue now = cue_at(t, 0ms);
    const Cue next = cue_at(t + 1s, 0ms);
    const auto text = [&](const Cue& cue) { return request_for(rotating, cue, area, nullptr).blocks; };
    CHECK((version_at(rotating, now) == version_at(rotating, next)) == (text(now) == text(next)));
    const auto time = [&](const Cue& cue) { return request_for(clock, cue, area, site).blocks; };
    CHECK((version_at(clock, now) == version_at(clock, next)) == (time(now) == time(next)));
  }
}

TEST_CASE("in a turn too short for `every`, each language still has its share of it") {
  CHECK(rotation_index(4, 5s, cue_at(0ms, 8s)) == 0);
  CHECK(rotation_index(4, 5s, cue_at(2s, 8s)) == 1);
  CHECK(rotation_index(4, 5s, cue_at(7999ms, 8s)) == 3);
  CHECK(rotation_index(1, 5s, cue_at(7s, 8s)) == 0);
  CHECK(rotation_index(0, 5s, cue_at(7s, 8s)) == 0);
}

TEST_CASE("an item's own value wins over the screen's") {
  TextItem item = four_languages(Languages::stack);
  item.text.versions.resize(1);
  item.text.versions[0].text = "{exit} {price}";
  item.values = {{"exit", "own"}};
  Screen screen;
  screen.values["exit"] = {{{"ko", "screen"}}};
  screen.values["price"] = {{{"ko", "100"}}};
  CHECK(request_for(item, {}, {{0, 0, 100, 100}, 1}, &screen).blocks[0].text == "own 100");
}

TEST_CASE("where both directions meet, inserted values are isolated: elsewhere nothing is added") {
  TextItem item;
  item.text = {{{"ko", "감귤 {price}"}, {"ar", "اليوسفي {price} فقط"}}};
  item.values = {{"price", "3,000원"}};
  const TypeArea area{{0, 0, 960, 540}, 1};
  item.languages = Languages::stack;
  const auto blocks = request_for(item, {}, area, nullptr).blocks;
  CHECK(blocks[0].text == "감귤 3,000원");
  CHECK(blocks[1].text == "اليوسفي \u20683,000원\u2069 فقط");
  item.values = {{"price", "سوق"}};
  CHECK(request_for(item, {}, area, nullptr).blocks[0].text == "감귤 \u2068سوق\u2069");
}

TEST_CASE("a ticker is one line that fits its zone") {
  TickerItem item;
  item.text = {{{"ko", "한 줄\n두 줄"}}};
  item.style.size = Length{300, Length::Unit::percent};
  item.style.padding = {0, Length::Unit::percent};
  const TypeArea area{{0, 0, 1000, 135}, 1};
  const auto ticker = request_for(item, area, nullptr);
  CHECK(ticker.text.blocks[0].text == "한 줄 두 줄");
  CHECK(ticker.text.size * item.style.line_height <= Approx(135));
  CHECK(speed_of(item, area) == Approx(80));
}
