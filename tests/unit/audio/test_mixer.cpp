// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/audio/mixer.h"

#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "tests/support/allocations.h"
#include "tests/support/catch.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t k_ms = k_sound_per_milli;
const SteadyTime k_start{std::chrono::hours(5)};

/// A sound by formula, from sample `from` to `to`.
class Formula : public Sound {
 public:
  using Of = std::function<std::int16_t(std::int64_t)>;
  explicit Formula(Of of, std::int64_t from = 0, std::int64_t to = std::numeric_limits<std::int64_t>::max())
      : of_(std::move(of)), from_(from), to_(to) {}
  std::size_t read(std::int64_t first, std::span<Stereo> to) const override {
    if (first < from_ || first >= to_)
      return 0;
    const auto count = std::min<std::int64_t>(static_cast<std::int64_t>(to.size()), to_ - first);
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int16_t value = of_(first + i);
      to[static_cast<std::size_t>(i)] = {value, static_cast<std::int16_t>(-value)};
    }
    return static_cast<std::size_t>(count);
  }
  void end_at(std::int64_t to) { to_ = to; }

 private:
  Of of_;
  std::int64_t from_;
  std::int64_t to_;
};

std::shared_ptr<Formula> level(std::int16_t value) {
  return std::make_shared<Formula>([value](std::int64_t) { return value; });
}
/// Tells where it is: the position in ms, modulo 30,000.
std::shared_ptr<Formula> ruler() {
  return std::make_shared<Formula>(
      [](std::int64_t at) { return static_cast<std::int16_t>(at / k_ms % 30'000); });
}

/// What a device that asks every 1024 samples gets; its time goes with what it played, plus `skew`.
class Listener {
 public:
  explicit Listener(Mixer& mixer) : mixer_(mixer) {}
  std::vector<float> left;
  std::chrono::microseconds skew{0};

  SteadyTime now() const {
    return k_start + skew +
           std::chrono::microseconds(static_cast<std::int64_t>(left.size()) * 1'000'000 / k_sound_rate);
  }
  void hear(Millis length) {
    const auto until = left.size() + static_cast<std::size_t>(length.count() * k_ms);
    std::vector<float> buffer(2048);
    while (left.size() < until) {
      mixer_.mix(now(), buffer);
      for (std::size_t i = 0; i < buffer.size(); i += 2) {
        REQUIRE(buffer[i + 1] == -buffer[i]);
        left.push_back(buffer[i]);
      }
    }
  }

 private:
  Mixer& mixer_;
};

float largest_step(const std::vector<float>& samples, std::size_t from = 1) {
  float largest = 0;
  for (std::size_t i = from; i < samples.size(); ++i)
    largest = std::max(largest, std::abs(samples[i] - samples[i - 1]));
  return largest;
}

constexpr float k_full = 1.0F / 32768;

TEST_CASE("nothing to play is silence") {
  Mixer mixer;
  Listener listener(mixer);
  listener.hear(50ms);
  CHECK(mixer.silent());
  CHECK(largest_step(listener.left) == 0);
}

TEST_CASE("a voice begins with a fade of 20 ms, as a straight line") {
  Mixer mixer;
  Listener listener(mixer);
  mixer.play({k_start, {{level(16384), 1, 0ms}}});
  listener.hear(100ms);
  CHECK(listener.left[0] == Approx(0.5 / k_sound_fade));
  CHECK(listener.left[k_sound_fade / 2 - 1] == Approx(0.25));
  CHECK(listener.left[k_sound_fade - 1] == 0.5F);
  CHECK(listener.left[k_sound_fade + 1000] == 0.5F);
}

TEST_CASE("it ends with one, and is then let go") {
  Mixer mixer;
  Listener listener(mixer);
  auto sound = level(16384);
  mixer.play({k_start, {{sound, 1, 0ms}}});
  listener.hear(64ms);
  const std::size_t at = listener.left.size();
  mixer.play({listener.now(), {}});
  listener.hear(64ms);
  CHECK(listener.left[at + k_sound_fade / 2 - 1] == Approx(0.25));
  CHECK(listener.left[at + k_sound_fade - 1] == 0);
  CHECK(listener.left[at + k_sound_fade] == 0);
  CHECK(mixer.silent());
  CHECK(sound.use_count() == 1);
}

TEST_CASE("another volume is reached in 20 ms") {
  Mixer mixer;
  Listener listener(mixer);
  const auto sound = level(16384);
  mixer.play({k_start, {{sound, 1, 0ms}}});
  listener.hear(64ms);
  const std::size_t at = listener.left.size();
  mixer.play({k_start, {{sound, 0.5, 0ms}}});
  listener.hear(64ms);
  CHECK(listener.left[at + k_sound_fade / 2 - 1] == Approx(0.375));
  CHECK(listener.left[at + k_sound_fade] == 0.25F);
  CHECK(listener.left.back() == 0.25F);
}

TEST_CASE("voices add up, and never beyond what a device can take") {
  Mixer mixer;
  Listener listener(mixer);
  SECTION("below the limit") {
    mixer.play({k_start, {{level(8192), 1, 0ms}, {level(16384), 0.5, 0ms}}});
    listener.hear(64ms);
    CHECK(listener.left.back() == 0.5F);
  }
  SECTION("above it") {
    mixer.play({k_start, {{level(30'000), 1, 0ms}, {level(30'000), 1, 0ms}}});
    listener.hear(64ms);
    CHECK(listener.left.back() == 1.0F);
  }
  SECTION("below the other end") {
    mixer.play({k_start, {{level(-30'000), 1, 0ms}, {level(-30'000), 1, 0ms}}});
    listener.hear(64ms);
    CHECK(listener.left.back() == -1.0F);
  }
  SECTION("a volume beyond as recorded is as recorded") {
    mixer.play({k_start, {{level(16'384), 7, 0ms}}});
    listener.hear(64ms);
    CHECK(listener.left.back() == 0.5F);
  }
}

TEST_CASE("what leaves at an instant belongs to the position of that instant") {
  Mixer mixer;
  Listener listener(mixer);
  mixer.play({k_start + 7ms, {{ruler(), 1, 5007ms}}});  // 5000 ms at the start
  listener.hear(300ms);
  for (const int ms : {25, 100, 299})
    CHECK(listener.left[static_cast<std::size_t>(ms * k_ms + 1)] ==
          Approx(k_full * static_cast<float>(5000 + ms)));
}

TEST_CASE("small doubts of the clock change nothing") {
  Mixer mixer;
  Listener listener(mixer);
  const auto sound = ruler();
  for (int refresh = 0; refresh < 100; ++refresh) {
    // The main loop's instants jitter by some milliseconds, and so does the device's.
    const Millis jitter{refresh * 7 % 11 - 5};
    mixer.play({listener.now(), {{sound, 1, 1000ms + Millis(refresh * 1024 * 10 / 480) + jitter}}});
    listener.hear(1ms);
  }
  CHECK(largest_step(listener.left, k_sound_fade + 1) < 1.5F * k_full);
  const double due = 1000 + static_cast<double>(listener.left.size() - 1) / k_ms;
  CHECK(std::abs(static_cast<double>(listener.left.back() / k_full) - due) < 8);
}

TEST_CASE("one late callback is forgiven") {
  Mixer mixer;
  Listener listener(mixer);
  mixer.play({k_start, {{ruler(), 1, 1000ms}}});
  listener.hear(100ms);
  listener.skew = 60ms;
  listener.hear(1ms);
  listener.skew = 0ms;
  listener.hear(500ms);
  for (std::size_t i = k_sound_fade; i < listener.left.size(); ++i)
    REQUIRE(std::abs(listener.left[i] / k_full - static_cast<float>(1000 + i / k_ms)) < 1.5F);
}

TEST_CASE("a device that runs away is set right with a cross-fade, before 40 ms and without a click") {
  Mixer mixer;
  Listener listener(mixer);
  mixer.play({k_start, {{ruler(), 1, 1000ms}}});
  listener.hear(100ms);
  double worst = 0;
  int corrections = 0;
  double last_off = 0;
  for (int i = 0; i < 400; ++i) {
    listener.skew += 400us;  // of 21.3 ms: two per cent, as a disk that sleeps between its buffers
    listener.hear(1ms);
    const double due = 1000 + std::chrono::duration<double, std::milli>(listener.now() - k_start).count();
    const double off = due - static_cast<double>(listener.left.back() / k_full);
    worst = std::max(worst, std::abs(off));
    corrections += last_off - off > 10 ? 1 : 0;
    last_off = off;
  }
  CHECK(worst < 40);
  CHECK(corrections >= 5);
  CHECK(corrections <= 9);
  // 160 ms in all; a cut by 20 ms would be a step of twenty of the ruler's marks.
  CHECK(largest_step(listener.left, k_sound_fade + 1) < 2.5F * k_full);
}

TEST_CASE("a clock that is stepped is followed at once") {
  Mixer mixer;
  Listener listener(mixer);
  const auto sound = ruler();
  mixer.play({k_start, {{sound, 1, 1000ms}}});
  listener.hear(100ms);
  mixer.play({listener.now(), {{sound, 1, 9000ms}}});
  listener.hear(100ms);
  CHECK(listener.left.back() == Approx(k_full * 9100).epsilon(0.005));
  CHECK(largest_step(listener.left) < 20 * k_full);  // 8000 marks in 960 steps
}

TEST_CASE("a sound that runs dry fades out on what is left, and comes back when there is more") {
  Mixer mixer;
  Listener listener(mixer);
  const auto sound = level(16'384);
  sound->end_at(5000);  // in the middle of a buffer
  mixer.play({k_start, {{sound, 1, 0ms}}});
  listener.hear(200ms);
  CHECK(listener.left[4000] == 0.5F);
  CHECK(listener.left[5000 - k_sound_fade / 2] == Approx(0.25).epsilon(0.01));
  CHECK(listener.left[4999] < 0.001F);
  CHECK(largest_step(listener.left) < 0.01F);
  CHECK(mixer.silent());
  sound->end_at(std::numeric_limits<std::int64_t>::max());
  const std::size_t at = listener.left.size();
  listener.hear(100ms);
  CHECK(listener.left.back() == 0.5F);
  CHECK(largest_step(listener.left, at) < 0.01F);
}

TEST_CASE("a clip that is not there yet, or has no sound, is waited for in silence") {
  Mixer mixer;
  Listener listener(mixer);
  const auto none = std::make_shared<Formula>([](std::int64_t) { return std::int16_t{9}; }, 0, 0);
  mixer.play({k_start, {{none, 1, -500ms}, {nullptr, 1, 0ms}}});
  listener.hear(1000ms);
  CHECK(largest_step(listener.left) == 0);
}

TEST_CASE("more voices than there is room for are not heard, and do no harm") {
  Mixer mixer;
  Listener listener(mixer);
  Score score{k_start, {}};
  for (int i = 0; i < 40; ++i)
    score.voices.push_back({level(1000), 1, 0ms});
  mixer.play(score);
  listener.hear(64ms);
  CHECK(listener.left.back() == Approx(8000 * k_full));
}

TEST_CASE("the callback allocates nothing") {
  Mixer mixer;
  const auto one = level(1000);
  const auto two = ruler();
  const Score first{k_start, {{one, 1, 0ms}, {two, 1, 0ms}}};
  const Score second{k_start, {{two, 0.3, 5000ms}}};
  std::vector<float> buffer(2048);
  const std::size_t before = test::allocations();
  for (int i = 0; i < 100; ++i) {
    mixer.play(i % 20 < 10 ? first : second);
    mixer.mix(k_start + Millis(i * 21), buffer);
  }
  CHECK(test::allocations() == before);
}

}  // namespace
}  // namespace madang
