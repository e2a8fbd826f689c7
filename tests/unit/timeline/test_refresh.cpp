// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/refresh.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "tests/support/catch.h"

using namespace madang;
using namespace std::chrono_literals;

namespace {

struct Display {
  double hertz = 60;   ///< as it says
  double actual = 60;  ///< as it is
  double phase = 0;    ///< ms, of its first refresh after the epoch below
  double jitter = 0;   ///< ms, of the moment at which a refresh is drawn
};

/// For how many refreshes each frame of a film stays, when it starts at `start` and is watched for ten
/// minutes. Frames have their time in whole milliseconds, rounded down, as the decoder gives it.
std::vector<int> cadence(double fps, const Display& display, Millis start) {
  const SysTime epoch = SysTime{} + std::chrono::hours(24) * 20'000;
  std::mt19937 random(7);
  std::uniform_real_distribution<double> late(0, display.jitter);
  RefreshCounter counter;
  std::vector<int> held;
  std::optional<std::int64_t> first;
  const auto refreshes = static_cast<int>(600 * display.actual);
  std::int64_t shown = -1;
  for (int i = 0; i < refreshes; ++i) {
    const double at = display.phase + i * 1000.0 / display.actual + late(random);
    const SysTime now = epoch + Millis(static_cast<Millis::rep>(at));
    const Refresh refresh = counter.count(now, display.hertz);
    if (now < epoch + start)
      continue;
    if (!first)
      first = refresh.number_at(epoch + start);
    const auto position = refresh.since(*first);
    auto frame = static_cast<std::int64_t>(static_cast<double>(position.count() + 1) * fps / 1000.0);
    while (std::floor(static_cast<double>(frame) * 1000 / fps) > static_cast<double>(position.count()))
      --frame;
    if (frame != shown) {
      held.push_back(0);
      shown = frame;
    }
    ++held.back();
  }
  held.erase(held.begin());  // cut off by the start and the end
  held.pop_back();
  return held;
}

int unlike(const std::vector<int>& held, int usual) {
  return static_cast<int>(std::count_if(held.begin(), held.end(), [&](int each) { return each != usual; }));
}

/// Whether the frames' shares follow each other as evenly as whole numbers can: any two stretches of as many
/// frames differ by one refresh at most (a balanced word).
bool is_even(const std::vector<int>& held) {
  for (const size_t stretch : {size_t{1}, size_t{2}, size_t{3}, size_t{5}, size_t{12}}) {
    int least = 1 << 20;
    int most = 0;
    for (size_t i = 0; i + stretch <= held.size(); ++i) {
      int sum = 0;
      for (size_t k = 0; k < stretch; ++k)
        sum += held[i + k];
      least = std::min(least, sum);
      most = std::max(most, sum);
    }
    if (most - least > 1)
      return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a film at a whole part of the refresh rate has each frame on screen equally long") {
  struct Row {
    double fps;
    double hertz;
    int each;
  };
  const Row row = GENERATE(Row{60, 60, 1}, Row{30, 60, 2}, Row{15, 60, 4}, Row{50, 50, 1}, Row{25, 50, 2},
                           Row{24, 120, 5}, Row{30, 30, 1});
  const double phase = GENERATE(0.0, 3.3, 8.3, 12.0);
  const auto start = Millis(GENERATE(1000, 1005, 1008, 1011, 1017, 1333));
  CAPTURE(row.fps, row.hertz, phase, start.count());
  const auto held = cadence(row.fps, {row.hertz, row.hertz, phase, 2.5}, start);
  CHECK(held.size() > 580 * row.fps);
  CHECK(unlike(held, row.each) == 0);
}

TEST_CASE("24 and 25 frames a second on 60 Hz follow the most even pattern there is") {
  const double fps = GENERATE(24.0, 25.0, 50.0, 40.0);
  const auto start = Millis(GENERATE(1000, 1007, 1013));
  CAPTURE(fps, start.count());
  CHECK(is_even(cadence(fps, {60, 60, 4.0, 2.0}, start)));
}

TEST_CASE("a display that is not quite what it says repeats a frame now and then, and none in between") {
  // 59.94 Hz that calls itself 60: ten minutes are 36 refreshes too few for 60 frames a second.
  const auto slow = cadence(60, {60, 59.94, 5.0, 1.0}, 1s);
  CHECK(unlike(slow, 1) <= 2);  // frames are left out rather than held unevenly
  CHECK(slow.size() > 35'800);
  const auto fast = cadence(60, {60, 60.06, 5.0, 1.0}, 1s);
  CHECK(unlike(fast, 1) <= 38);
  CHECK(*std::max_element(fast.begin(), fast.end()) == 2);
}

TEST_CASE("when the clock is set the count begins anew") {
  RefreshCounter counter;
  const SysTime noon{Millis{1'000'000'000}};
  const Refresh first = counter.count(noon, 60);
  CHECK(counter.count(noon + 17ms, 60).number == first.number + 1);
  const Refresh later = counter.count(noon + 1h, 60);
  CHECK(later.number == later.number_at(noon + 1h));
  const Refresh back = counter.count(noon, 60);
  CHECK(back.number == back.number_at(noon));
}
