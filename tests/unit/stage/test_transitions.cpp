// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <array>

#include "player/prepare/loader.h"
#include "player/render/software.h"
#include "player/stage.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;
using Kind = Transition::Kind;
using Side = Transition::Side;

namespace {

constexpr Size k_screen{401, 223};  // odd, so that nothing falls on whole pixels by itself

Item over(Item item, Kind kind, Side from, Millis length) {
  item.transition = {kind, length, from};
  return item;
}

Item ticker() {
  TickerItem what;
  what.text = {{{"ko", "오늘 밤 야시장"}, {"en", "Night market tonight"}}};
  Item item;
  item.what = std::move(what);
  item.duration = 2s;
  item.background = Colour{0, 90, 60, 255};
  return item;
}

/// A page of two zones, one of them a rounded panel with a ticker, that takes turns with a text; and a zone
/// inside it that changes while the page does.
std::shared_ptr<const Programme> programme_with(Kind kind, Side from) {
  const Side back = from == Side::left ? Side::bottom : Side::left;
  auto text = Builder::text("올레시장\nOlle Market", 2);
  text.background = Colour{200, 80, 0, 255};
  Programme programme =
      *Builder()
           .playlist("round", {ticker()})
           .playlist("inner", {Builder::text("하나", 1), over(Builder::text("둘", 1), kind, back, 700ms)})
           .layout("page", {"round", "inner"})
           .playlist("whole", {over(text, kind, from, 600ms),
                               over(Builder::page("layouts/page.yaml", 2), kind, from, 1500ms)})
           .playlist("still", {Builder::text("그대로", 2)})
           .layout("all", {"still", "whole", "still"})
           .segment(1h, {Builder::layout_turn("all", 5s)})
           .build();
  Zone& round = programme.document.layouts["layouts/page.yaml"].zones.front();
  round.background = Colour{250, 240, 220, 200};
  round.radius = {30, Length::Unit::percent};
  return std::make_shared<const Programme>(std::move(programme));
}

}  // namespace

TEST_CASE("repainting the damage of each transition at each instant gives what repainting everything gives") {
  Typesetter typesetter = Typesetter::open(MADANG_SOURCE_DIR "/fonts/fonts.yaml").value();
  for (const Kind kind : {Kind::fade, Kind::slide, Kind::wipe}) {
    for (const Side from : {Side::left, Side::right, Side::top, Side::bottom}) {
      const auto programme = programme_with(kind, from);
      ResourceCache cache(20);
      VideoDeck deck(Decoders("/nowhere/decoder"));
      {
        const Timeline timeline(programme);
        Loader loader(typesetter, cache, programme->inventory);
        const auto& site = programme->document.site;
        for (const Millis t : {0s, 1s, 2s, 3s})
          build_parts(timeline.at(SysTime{t}), {k_screen, &site, site.find(programme->screen)}, loader);
      }
      Stage thrifty(cache, deck, k_screen);
      Stage whole(cache, deck, k_screen);
      thrifty.offer(programme, SysTime{});
      whole.offer(programme, SysTime{});
      SoftwareRenderer renderer;
      const size_t bytes = size_t{k_screen.width} * k_screen.height * 4;
      std::vector<std::uint8_t> some(bytes);
      std::vector<std::uint8_t> all(bytes);
      bool spared = false;
      for (Millis t = 1900ms; t < 4800ms; t += 37ms) {
        CAPTURE(static_cast<int>(kind), static_cast<int>(from), t.count());
        const DrawList& damaged = thrifty.refresh(SysTime{t});
        spared = spared || (damaged.damage.size() == 1 && damaged.damage[0].size() != k_screen);
        renderer.draw(damaged, {some.data(), k_screen.width * 4, k_screen});
        thrifty.presented(SysTime{t});
        whole.forget_glass();
        renderer.draw(whole.refresh(SysTime{t}), {all.data(), k_screen.width * 4, k_screen});
        whole.presented(SysTime{t});
        REQUIRE(some == all);
      }
      CHECK(spared);  // else this would have compared nothing
    }
  }
}
