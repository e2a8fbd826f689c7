// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/sound_ring.h"

#include <limits>
#include <memory>
#include <thread>
#include <vector>

#include "player/media/shared_ring.h"
#include "tests/support/catch.h"

namespace madang {
namespace {

/// Its own number, so that each sample tells where it belongs.
Stereo sample(std::int64_t number) {
  return {static_cast<std::int16_t>(number & 0xFFFF), static_cast<std::int16_t>(number >> 16)};
}

void write(SoundWriter& writer, std::int64_t count) {
  std::vector<Stereo> samples;
  for (std::int64_t i = 0; i < count; ++i)
    samples.push_back(sample(writer.next() + i));
  writer.write(samples);
}

std::vector<Stereo> read(const SoundRing& ring, std::int64_t first, std::size_t count) {
  std::vector<Stereo> samples(count);
  samples.resize(read_sound(ring, first, samples));
  return samples;
}

TEST_CASE("untouched memory is a ring without sound") {
  const auto memory = RingMemory::create().value();
  CHECK(read(memory->sound(), 0, 10).empty());
}

TEST_CASE("samples are found by their number, as far as they are written") {
  const auto ring = std::make_unique<SoundRing>();
  SoundWriter writer(*ring);
  writer.jump(1000);
  write(writer, 500);
  CHECK(read(*ring, 999, 10).empty());
  CHECK(read(*ring, 1490, 100).size() == 10);
  CHECK(read(*ring, 1490, 100).back() == sample(1499));
  CHECK(read(*ring, 1500, 100).empty());
}

TEST_CASE("what is written over is no longer there, and what is there is right") {
  const auto ring = std::make_unique<SoundRing>();
  SoundWriter writer(*ring);
  writer.jump(0);
  for (int round = 0; round < 300; ++round)
    write(writer, 777);
  const std::int64_t end = writer.next();
  CHECK(read(*ring, end - std::int64_t{k_sound_ring_samples}, 1).empty());
  const std::int64_t first = end - std::int64_t{k_sound_ring_samples - k_sound_write_samples};
  const auto all = read(*ring, first, k_sound_ring_samples);
  REQUIRE(all.size() == k_sound_ring_samples - k_sound_write_samples);
  for (std::size_t i = 0; i < all.size(); ++i)
    REQUIRE(all[i] == sample(first + static_cast<std::int64_t>(i)));
}

TEST_CASE("after a jump nothing of before is heard") {
  const auto ring = std::make_unique<SoundRing>();
  SoundWriter writer(*ring);
  writer.jump(0);
  write(writer, 5000);
  writer.jump(4000);
  writer.write_silence(100);
  CHECK(read(*ring, 3999, 10).empty());
  CHECK(read(*ring, 4000, 10) == std::vector<Stereo>(10));
  CHECK(read(*ring, 4100, 10).empty());
}

TEST_CASE("a ring that lies is silent, and never read outside") {
  constexpr auto k_least = std::numeric_limits<std::int64_t>::min();
  constexpr auto k_most = std::numeric_limits<std::int64_t>::max();
  const auto ring = std::make_unique<SoundRing>();
  const std::pair<std::int64_t, std::int64_t> lies[] = {
      {5, 4}, {-1, 100}, {k_least, k_most}, {0, k_most}, {k_most, k_most}, {0, k_least}, {k_least, k_least}};
  for (const auto& [from, to] : lies) {
    ring->from = from;
    ring->to = to;
    for (const std::int64_t first : {std::int64_t{0}, std::int64_t{50}, from, to, k_least, k_most}) {
      CAPTURE(from, to, first);
      CHECK(read(*ring, first, 100).empty());
    }
  }
  // A believable lie is only noise.
  ring->from = 0;
  ring->to = 1'000'000'000;
  CHECK(read(*ring, 999'999'990, 100).size() == 10);
  CHECK(read(*ring, k_least, 100).empty());
}

TEST_CASE("a reader beside a writer finds each sample whole or not at all") {
  const auto ring = std::make_unique<SoundRing>();
  std::jthread decoder([&](const std::stop_token& stop) {
    SoundWriter writer(*ring);
    writer.jump(0);
    while (!stop.stop_requested())
      write(writer, 960);
  });
  std::size_t heard = 0;
  while (heard < 200'000) {
    const std::int64_t first = ring->to - 4000;
    const auto got = read(*ring, first, 2000);
    // So far behind the writer's hand, nothing is written over while we look, but for a pause of ours of a
    // whole round; then it is a later sample of the same place.
    for (std::size_t i = 0; i < got.size(); ++i) {
      const std::int64_t number = std::int64_t{static_cast<std::uint16_t>(got[i].left)} +
                                  std::int64_t{static_cast<std::uint16_t>(got[i].right)} * 65536;
      REQUIRE(number % std::int64_t{k_sound_ring_samples} ==
              (first + static_cast<std::int64_t>(i)) % std::int64_t{k_sound_ring_samples});
    }
    heard += got.size();
  }
}

}  // namespace
}  // namespace madang
