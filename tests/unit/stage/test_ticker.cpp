// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/prepare/loader.h"
#include "player/render/software.h"
#include "player/stage.h"
#include "tests/support/allocations.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;

namespace {

Item ticker() {
  TickerItem what;
  what.text = {{{"ko", "오늘 밤 야시장이 열립니다"}, {"en", "Night market tonight"}}};
  what.speed = {150, Length::Unit::pixels};
  Item item;
  item.what = std::move(what);
  item.mark = {"layouts/entrance-of-the-market.yaml", 12, 3};
  return item;
}

}  // namespace

TEST_CASE("a page with a ticker: from the timeline to the pixels a refresh allocates nothing") {
  const auto programme = Builder()
                             .playlist("welcome-to-the-market", {Builder::text("어서 오세요", 10)})
                             .playlist("ticker-at-the-foot", {ticker()})
                             .layout("page", {"welcome-to-the-market", "ticker-at-the-foot"})
                             .segment(24h, {Builder::layout_turn("page", 10s)})
                             .build();
  constexpr Size k_screen{1280, 720};
  Typesetter typesetter = Typesetter::open(MADANG_SOURCE_DIR "/fonts/fonts.yaml").value();
  ResourceCache cache(20);
  VideoDeck deck(Decoders("/nowhere/decoder"));
  {
    const Timeline timeline(programme);
    Loader loader(typesetter, cache, programme->inventory);
    const auto& site = programme->document.site;
    build_parts(timeline.at(SysTime{}), {k_screen, &site, site.find(programme->screen)}, loader);
  }
  Stage stage(cache, deck, k_screen);
  stage.offer(programme, SysTime{});
  SoftwareRenderer renderer;
  std::vector<std::uint8_t> pixels(size_t{k_screen.width} * k_screen.height * 4);

  int drawn = 0;
  for (int frame = 0; frame < 3600; ++frame) {
    const SysTime now{Millis{frame * 1000 / 60}};
    const std::size_t before = test::allocations();
    const DrawList& list = stage.refresh(now);
    renderer.draw(list, {pixels.data(), k_screen.width * 4, k_screen});
    stage.presented(now);
    const std::size_t made = test::allocations() - before;
    if (frame > 1800) {
      CAPTURE(frame);  // by then the strip has gone round, and every buffer has had its largest size
      REQUIRE(made == 0);
    }
    drawn += list.damage.empty() ? 0 : 1;
  }
  CHECK(drawn == 3600);  // it moved at every one of them
}
