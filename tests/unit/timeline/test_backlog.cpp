// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/timeline/backlog.h"

#include <cmath>
#include <functional>
#include <random>
#include <vector>

#include "tests/support/catch.h"

using namespace madang;

namespace {

constexpr double k_period = 1000.0 / 60;
constexpr std::int64_t k_first = 1'000'000;  // refresh of the turn's start

struct Seen {
  std::vector<int> frames;        ///< one after the other
  std::int64_t farthest = 0;      ///< refreshes behind
  std::int64_t behind_after = 0;  ///< how many the last one was
};

/// A clip on a display of 60 Hz for as many refreshes, of which `lost` ones were slept over. Whoever shows it
/// looks for the picture as a deck does.
Seen watch(double fps, int refreshes, const std::function<bool(int)>& lost) {
  const auto frame_at = [&](Millis position) {
    return static_cast<int>(std::floor((static_cast<double>(position.count()) + 0.5) * fps / 1000));
  };
  Backlog backlog;
  Seen seen;
  for (int i = 0; i < refreshes; ++i) {
    if (lost(i))
      continue;
    Refresh refresh{k_first + i, k_period, 0};
    std::int64_t behind =
        backlog.at(refresh, k_first, Millis(seen.frames.empty() ? 0 : static_cast<int>(1000 / fps)));
    refresh.number -= behind;
    int frame = frame_at(refresh.since(k_first));
    while (!seen.frames.empty() && frame == seen.frames.back() && backlog.give_up_repeat()) {
      ++refresh.number;
      --behind;
      frame = frame_at(refresh.since(k_first));
    }
    CHECK(refresh.number <= k_first + i);  // never early
    if (seen.frames.empty() || seen.frames.back() != frame)
      seen.frames.push_back(frame);
    seen.farthest = std::max(seen.farthest, behind);
    seen.behind_after = behind;
  }
  return seen;
}

int left_out(const Seen& seen) {
  int missing = seen.frames.front();
  for (size_t i = 1; i < seen.frames.size(); ++i)
    missing += seen.frames[i] - seen.frames[i - 1] - 1;
  return missing;
}

}  // namespace

TEST_CASE("refreshes that were slept over cost no frame, wherever they were, and the clip catches up") {
  const double fps = GENERATE(24.0, 25.0, 30.0, 30000 / 1001.0, 12.5);
  const int length = GENERATE(range(1, 6));
  for (int from = 0; from < 40; ++from) {
    CAPTURE(fps, length, from);
    const Seen seen = watch(fps, 120, [&](int i) { return i >= from && i < from + length; });
    CHECK(left_out(seen) == 0);
    CHECK(seen.behind_after == 0);
  }
}

TEST_CASE("without a loss nothing is behind, and a frame stands as long as it should") {
  const Seen seen = watch(30, 600, [](int) { return false; });
  CHECK(seen.farthest == 0);
  CHECK(seen.frames.size() == 300);
}

TEST_CASE("a clip whose frames stand for one refresh cannot catch up, and does not try") {
  const Seen seen = watch(60, 120, [](int i) { return i == 50 || i == 51; });
  CHECK(left_out(seen) == 2);
  CHECK(seen.farthest == 0);
}

TEST_CASE("who sleeps for long is where the clock is at once") {
  const Seen seen = watch(30, 120, [](int i) { return i >= 50 && i < 60; });
  CHECK(left_out(seen) > 0);
  CHECK(seen.farthest == 0);
}

TEST_CASE("a machine that is too slow for ever is never farther behind than the limit") {
  const int drawn = GENERATE(2, 3, 4, 5);  // every so manieth refresh
  const Seen seen = watch(30, 6000, [&](int i) { return i % drawn != 0; });
  CHECK(seen.farthest <= Backlog::k_most);
  CHECK(seen.frames.back() >= 2990);
}

TEST_CASE("a turn that is joined in its middle, and a clock that is set, owe nothing") {
  Backlog backlog;
  CHECK(backlog.at({k_first + 500, k_period, 0}, k_first, Millis{33}) == 0);
  CHECK(backlog.at({k_first + 100, k_period, 0}, k_first, Millis{33}) == 0);
  CHECK(backlog.at({k_first + 101, k_period, 0}, k_first, Millis{33}) == 0);
  CHECK_FALSE(backlog.give_up_repeat());
}

TEST_CASE("a refresh that is asked about twice has the same picture") {
  Backlog backlog;
  backlog.at({k_first, k_period, 0}, k_first, Millis{33});
  CHECK(backlog.at({k_first + 3, k_period, 0}, k_first, Millis{33}) == 2);
  CHECK(backlog.give_up_repeat());
  CHECK(backlog.at({k_first + 3, k_period, 0}, k_first, Millis{33}) == 1);
  CHECK_FALSE(backlog.give_up_repeat());
}
