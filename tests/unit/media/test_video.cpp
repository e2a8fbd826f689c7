// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/still.h"
#include "player/media/video_stream.h"
#include "tests/support/catch.h"
#include "tests/unit/media/media_maker.h"
#include "tests/unit/media/processes.h"

namespace madang {
namespace {

using namespace test;

Millis middle_of(int frame, double rate) {
  return Millis(static_cast<int>((frame + 0.5) * 1000 / rate));
}

TEST_CASE("a clip is measured by its pictures, not by its sound") {
  const auto facts = probe_media(market_clip());
  REQUIRE(facts);
  CHECK(facts->kind == MediaFacts::Kind::video);
  CHECK(facts->size == Size{320, 180});
  CHECK(facts->duration == Millis{3000});
}

TEST_CASE("every frame comes at its time") {
  VideoStream stream = open_stream(market_clip());
  CHECK(stream.due(Millis{0}) == nullptr);  // nothing waits for a decoder
  for (int i = 0; i < 90; ++i) {
    const FramePtr frame = frame_at(stream, middle_of(i, 30));
    REQUIRE(frame);
    CAPTURE(i);
    CHECK(number_in(*frame) == i);
    CHECK(frame->position == Millis(i * 1000 / 30));
    CHECK((frame->length == Millis{33} || frame->length == Millis{34}));
  }
  CHECK_FALSE(stream.failure());
}

TEST_CASE("a frame is due from its first millisecond") {
  VideoStream stream = open_stream(market_clip());
  CHECK(number_in(*frame_at(stream, Millis{0})) == 0);
  CHECK(number_in(*frame_at(stream, Millis{32})) == 0);
  CHECK(number_in(*frame_at(stream, Millis{33})) == 1);
  CHECK(number_in(*frame_at(stream, Millis{66})) == 2);
}

TEST_CASE("the last frame stays when the clip is over") {
  VideoStream stream = open_stream(market_clip());
  CHECK(number_in(*frame_at(stream, Millis{2999})) == 89);
  CHECK(number_in(*stream.due(Millis{9000})) == 89);
  CHECK(eventually([&] { return !stream.failure(); }));
}

TEST_CASE("joining in the middle begins with the frame due there") {
  const int number = GENERATE(1, 29, 30, 31, 44, 59, 75, 89);
  CAPTURE(number);
  const Millis start = middle_of(number, 30);
  VideoStream stream = open_stream(market_clip(), start);
  REQUIRE(eventually([&] { return stream.ready() || stream.failure(); }));
  const FramePtr frame = stream.due(start);
  REQUIRE(frame);
  CHECK(number_in(*frame) == number);
}

TEST_CASE("joining after the end shows the last frame") {
  VideoStream stream = open_stream(market_clip(), Millis{60'000});
  REQUIRE(eventually([&] { return stream.due(Millis{60'000}) != nullptr || stream.failure(); }));
  CHECK(number_in(*stream.due(Millis{60'000})) == 89);
}

TEST_CASE("a loop goes on counting and joins in any round") {
  SECTION("from the beginning over the seam") {
    VideoStream stream = open_stream(market_clip(), Millis{0}, true);
    for (int i = 0; i < 200; ++i) {
      const FramePtr frame = frame_at(stream, middle_of(i, 30));
      REQUIRE(frame);
      CAPTURE(i);
      CHECK(number_in(*frame) == i % 90);
    }
  }
  SECTION("in the third round") {
    const Millis start = Millis{6000} + middle_of(50, 30);
    VideoStream stream = open_stream(market_clip(), start, true);
    CHECK(number_in(*frame_at(stream, start)) == 50);
    CHECK(number_in(*frame_at(stream, Millis{9000} + middle_of(3, 30))) == 3);
  }
}

TEST_CASE("who comes late gets the frame due now, not those missed") {
  VideoStream stream = open_stream(market_clip());
  REQUIRE(frame_at(stream, Millis{0}));
  CHECK(number_in(*frame_at(stream, middle_of(80, 30))) == 80);
}

TEST_CASE("a clip that one thread cannot keep up with gets another, and goes on with the right frames") {
  VideoStream stream = open_stream(market_clip(), Millis{0}, true);
  REQUIRE(frame_at(stream, Millis{0}));
  const auto decoding = children_of(zygote());
  REQUIRE(decoding.size() == 1);
  const auto threads = [&] {
    const std::filesystem::directory_iterator tasks("/proc/" + std::to_string(*decoding.begin()) + "/task");
    return std::distance(begin(tasks), end(tasks));
  };
  CHECK(threads() == 1);
  Millis position{0};
  CHECK(eventually([&] {
    stream.due(position += Millis{500});  // as if a second took less than one of ours
    return threads() > 1;
  }));
  const Millis later = (position / Millis{3000} + 2) * Millis{3000};
  for (int i = 40; i < 75; ++i)
    CHECK(number_in(*frame_at(stream, later + middle_of(i, 30))) == i);
  CHECK_FALSE(stream.failure());
}

TEST_CASE("a frame outlives its stream") {
  FramePtr kept;
  {
    VideoStream stream = open_stream(market_clip());
    kept = frame_at(stream, middle_of(7, 30));
    REQUIRE(kept);
  }
  CHECK(number_in(*kept) == 7);
}

TEST_CASE("frames held on screen do not change while the decoder goes on") {
  VideoStream stream = open_stream(market_clip());
  std::vector<FramePtr> held;
  for (int i = 0; i < 8; ++i)
    held.push_back(frame_at(stream, middle_of(i, 30)));
  for (int i = 8; i < 40; ++i)
    REQUIRE(frame_at(stream, middle_of(i, 30)));
  for (int i = 0; i < 8; ++i)
    CHECK(number_in(*held[static_cast<std::size_t>(i)]) == i);
}

TEST_CASE("frames of uneven length keep their own times") {
  // 0, 50, 100 | 120, 170, 220 | ... ms
  const auto clip =
      make_clip("uneven.mp4", bars("160x96", "25", 30) + ",settb=1/1000,setpts='N*40+mod(N,3)*10'",
                {"-fps_mode", "vfr", "-enc_time_base", "1:1000", "-c:v", "libx264", "-pix_fmt", "yuv420p",
                 "-video_track_timescale", "1000"});
  VideoStream stream = open_stream(clip);
  for (int i = 0; i < 29; ++i) {
    const Millis position(i * 40 + i % 3 * 10);
    const FramePtr frame = frame_at(stream, position);
    REQUIRE(frame);
    CAPTURE(i);
    CHECK(number_in(*frame) == i);
    CHECK(frame->position == position);
    CHECK(frame->length == Millis(i % 3 == 2 ? 20 : 50));
  }
}

}  // namespace
}  // namespace madang
