// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "player/prepare/preparer.h"
#include "player/render/software.h"
#include "player/stage.h"
#include "tests/support/catch.h"
#include "tests/support/media_file.h"
#include "tests/support/programme_builder.h"
#include "tests/unit/stage/footprint.h"

using namespace madang;
using namespace std::chrono_literals;
using Builder = madang::test::ProgrammeBuilder;

namespace {

constexpr Size k_screen{640, 360};
constexpr int k_items = 60;

/// Texts and pictures in turn, with every transition; another release has other words.
std::shared_ptr<const Programme> programme(int release) {
  Builder builder;
  std::vector<Item> items;
  for (int i = 0; i < k_items; ++i) {
    Item item = i % 3 == 0 ? Builder::image("picture.png", 2)
                           : Builder::text("올레시장 " + std::to_string(release * k_items + i), 2);
    item.transition.kind = static_cast<Transition::Kind>(i % 4);
    item.transition.length = item.transition.kind == Transition::Kind::cut ? 0ms : 400ms;
    items.push_back(std::move(item));
  }
  Programme made = *builder.playlist("a", items).segment(24h * 30, {Builder::turn("a")}).build();
  made.release = {std::to_string(release)};
  made.inventory["picture.png"] = {
      test::make_media("picture.png", {"-f", "lavfi", "-i", "testsrc=size=320x180", "-frames:v", "1"}),
      {MediaFacts::Kind::image, {320, 180}, std::nullopt}};
  return std::make_shared<const Programme>(std::move(made));
}

/// The preparing thread, and a way to wait until it has worked.
class Preparing {
 public:
  explicit Preparing(ResourceCache& cache)
      : preparer_(Preparer::create(Typesetter::open(MADANG_SOURCE_DIR "/fonts/fonts.yaml").value(), cache,
                                   [this] { rung(); })
                      .value()),
        thread_([this](std::stop_token stop) { preparer_->run(std::move(stop)); }) {}

  Preparer::News work(Preparer::Job job) {
    preparer_->request(std::move(job));
    std::unique_lock lock(mutex_);
    rang_.wait(lock, [this] { return rings_ > 0; });
    rings_ = 0;
    return preparer_->take_news().value();
  }

 private:
  void rung() {
    const std::lock_guard lock(mutex_);
    ++rings_;
    rang_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable rang_;
  int rings_ = 0;
  std::unique_ptr<Preparer> preparer_;
  std::jthread thread_;
};

}  // namespace

/// MADANG_CHANGES=40000 makes it the proof: caches are full after the first quarter.
TEST_CASE("items, releases and alarms that come and go leave memory, descriptors and threads as they were") {
  const char* many = std::getenv("MADANG_CHANGES");
  const int changes = many != nullptr ? std::atoi(many) : 600;
  ResourceCache cache(20);
  VideoDeck deck(Decoders("/nowhere/decoder"));
  Preparing preparing(cache);
  Stage stage(cache, deck, k_screen);
  SoftwareRenderer renderer;
  std::vector<std::uint8_t> pixels(size_t{k_screen.width} * k_screen.height * 4);

  std::optional<test::Footprint> early;
  int drawn = 0;
  SysTime now{1h};
  for (int change = 0; change < changes; ++change, now += 2s) {
    if (change % 100 == 0)
      stage.offer(programme(change / 100), now);
    if (change % 50 == 25)
      stage.set_alarms({{{{"f"}, "fire", "test", 1, now}}});
    if (change % 50 == 26)
      stage.set_alarms({});
    stage.take(preparing.work(stage.preparation(now)), now);
    for (const Millis into : {0ms, 200ms, 1000ms}) {
      const DrawList& list = stage.refresh(now + into);
      drawn += list.damage.empty() ? 0 : 1;
      renderer.draw(list, {pixels.data(), k_screen.width * 4, k_screen});
      stage.presented(now + into);
    }
    if (change == changes / 4)
      early = test::footprint();
  }
  const test::Footprint late = test::footprint();
  CAPTURE(early->bytes, late.bytes);
  if (many != nullptr)
    WARN(changes << " changes: " << early->bytes / 1024 << " kB after a quarter, " << late.bytes / 1024
                 << " kB at the end; " << late.descriptors << " descriptors, " << late.threads << " threads");
  CHECK(drawn > changes * 3 / 2);  // every item, and most in the middle of their transition
  // The cache of shaped words has its full size after some ten thousand changes.
  const size_t caches = changes < 40'000 ? size_t{4} << 20 : 0;
  CHECK(late.bytes < early->bytes + early->bytes / 10 + caches);
  CHECK(late.descriptors == early->descriptors);
  CHECK(late.threads == early->threads);
  CHECK(stage.report().problems.empty());
}
