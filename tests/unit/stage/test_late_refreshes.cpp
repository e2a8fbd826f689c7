// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <set>
#include <thread>

#include "player/prepare/video_deck.h"
#include "tests/support/catch.h"
#include "tests/unit/media/media_maker.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

constexpr double k_period = 1000.0 / 60;
constexpr int k_frames = 90;

/// The numbers of the frames that were on the glass, where two refreshes in three are slept over now and
/// then.
std::set<int> shown_by(VideoDeck& deck, SysTime start) {
  VideoItem video;
  video.path = "market.mp4";
  const Asset asset{test::market_clip(), {MediaFacts::Kind::video, {320, 180}, 3s}};
  Cue cue;
  cue.start = start;
  cue.length = 3s;
  const auto frame_at = [&](std::int64_t number) {
    deck.at({number, k_period, 0});
    return deck.frame(cue, video, asset, start);
  };
  deck.at({0, k_period, 0});
  const std::int64_t first = Refresh{0, k_period, 0}.number_at(start);
  deck.cue_up(cue, video, asset, start);
  REQUIRE(test::eventually([&] { return frame_at(first) != nullptr; }));

  std::set<int> numbers;
  for (int i = 0; i < 2 * k_frames; ++i) {
    if (i % 30 == 10 || i % 30 == 11)
      continue;
    if (const FramePtr frame = frame_at(first + i))
      numbers.insert(test::number_in(*frame));
    std::this_thread::sleep_for(4ms);  // much faster than it is watched, and still time to decode
  }
  deck.sweep(start + 10min);
  return numbers;
}

}  // namespace

TEST_CASE("refreshes that were slept over leave no frame of a clip out") {
  VideoDeck deck{Decoders(test::decoder_program())};
  std::set<int> numbers;
  // A decoder that was not let run has no frame to give, which is another matter: then once more.
  for (int attempt = 0; attempt < 20 && numbers.size() < k_frames; ++attempt)
    numbers = shown_by(deck, SysTime{} + 1h * (attempt + 1));
  CHECK(numbers.size() == k_frames);
}

TEST_CASE("a clip is looked at as often as it has frames, and none is left out") {
  VideoDeck deck{Decoders(test::decoder_program())};
  VideoItem video;
  video.path = "market.mp4";
  const Asset asset{test::market_clip(), {MediaFacts::Kind::video, {320, 180}, 3s}};
  std::set<int> numbers;
  int looks = 0;
  for (int attempt = 0; attempt < 20 && numbers.size() < k_frames; ++attempt) {
    const SysTime start = SysTime{} + 1h * (attempt + 1);
    Cue cue;
    cue.start = start;
    cue.length = 3s;
    const std::int64_t first = Refresh{0, k_period, 0}.number_at(start);
    const auto frame_at = [&](std::int64_t number) {
      deck.at({number, k_period, 0});
      return deck.frame(cue, video, asset, start);
    };
    deck.at({first, k_period, 0});
    deck.cue_up(cue, video, asset, start);
    REQUIRE(test::eventually([&] { return frame_at(first) != nullptr; }));
    numbers.clear();
    looks = 0;
    for (std::int64_t number = first; number < first + 2 * k_frames; ++looks) {
      if (const FramePtr frame = frame_at(number))
        numbers.insert(test::number_in(*frame));
      std::this_thread::sleep_for(4ms);
      number += 1 + deck.refreshes_to_spare(start);
    }
    deck.sweep(start + 10min);
  }
  CHECK(numbers.size() == k_frames);
  CHECK(looks < k_frames * 5 / 4);  // of 180 refreshes
}
