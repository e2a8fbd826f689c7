// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <atomic>
#include <memory>
#include <thread>

#include "player/stage.h"
#include "tests/support/catch.h"
#include "tests/support/programme_builder.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;

namespace {

const Colour k_few{255, 200, 0, 255};

std::shared_ptr<const Programme> programme_of_spaces() {
  Item item = Builder::text("{free}", 8);
  auto& text = std::get<TextItem>(item.what);
  text.values["free"] = Value(Value::What(LiveName{"parking.a"}));
  text.live.stale = LiveStyle::Stale::grey;
  text.live.thresholds = {{"free", std::nullopt, 10, k_few}};
  return Builder().playlist("shop", {item}).segment(1h, {Builder::turn("shop", 8s)}).build();
}

LiveValues said(const char* digits, Millis at) {
  return {{"parking.a", {Value(Value::What(Number{digits})), SysTime{at}, 60s, 10min}}};
}

/// A stage whose preparing is done on this thread, when it is asked for.
struct Prepared {
  ResourceCache cache{20};
  VideoDeck deck{Decoders("/nowhere/decoder")};
  Stage stage{cache, deck, {320, 180}};
  std::unique_ptr<Preparer> preparer =
      Preparer::create(Typesetter::open(MADANG_SOURCE_DIR "/fonts/fonts.yaml").value(), cache, [this] { done = true; })
          .value();
  std::atomic<bool> done{false};
  std::jthread thread{[this](std::stop_token stop) { preparer->run(std::move(stop)); }};

  void prepare(Millis t) {
    done = false;
    preparer->request(stage.preparation(SysTime{t}));
    while (!done)
      std::this_thread::yield();
  }
  /// The colour of the one text on the glass, and what it has drawn.
  std::pair<Colour, const PlacedText*> shown(Millis t) {
    const DrawList& list = stage.refresh(SysTime{t});
    std::pair<Colour, const PlacedText*> text{};
    for (const Node& node : list.commands) {
      if (const auto* letters = std::get_if<TextNode>(&node.what))
        text = {letters->colour, letters->text.get()};
    }
    stage.presented(SysTime{t});
    return text;
  }
};

}  // namespace

TEST_CASE("a value is shown as it is said, and grows old at its time without any news") {
  Prepared on;
  on.stage.set_live(said("7", 0s));
  on.stage.offer(programme_of_spaces(), SysTime{});
  on.prepare(0s);
  const auto fresh = on.shown(1s);
  CHECK(fresh.first == k_few);
  CHECK(on.stage.next_refresh(SysTime{56s}) <= SysTime{60s});

  on.prepare(56s);  // looks ahead over the minute
  CHECK(on.shown(60s - 1ms).first == k_few);
  const auto old = on.shown(60s);
  CHECK(old.first != k_few);
  CHECK(old.first != fresh.first);
}

TEST_CASE("another number takes the place of the one before, and the same one said again changes nothing") {
  Prepared on;
  on.stage.set_live(said("7", 0s));
  on.stage.offer(programme_of_spaces(), SysTime{});
  on.prepare(0s);
  const auto seven = on.shown(1s);
  REQUIRE(seven.second != nullptr);

  on.stage.set_live(said("7", 2s));
  on.stage.refresh(SysTime{2s});
  CHECK(on.stage.refresh(SysTime{2s}).damage.empty());
  on.stage.presented(SysTime{2s});

  on.stage.set_live(said("88", 3s));
  CHECK(on.shown(3s).second == seven.second);  // until its words are laid out
  CHECK(on.stage.next_refresh(SysTime{3s}) == SysTime{3s});
  on.prepare(3s);
  const auto many = on.shown(3s);
  CHECK(many.second != seven.second);
  CHECK(many.first != k_few);
}
