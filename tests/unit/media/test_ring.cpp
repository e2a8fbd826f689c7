// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/shared_ring.h"

#include <fcntl.h>
#include <unistd.h>

#include <functional>
#include <random>
#include <vector>

#include "tests/support/catch.h"

namespace madang {
namespace {

FrameRecord honest() {
  FrameRecord record;
  record.slot = 2;
  record.width = 321;
  record.height = 181;
  record.shown_width = 321;
  record.shown_height = 181;
  record.strides = {384, 192, 192};
  const std::uint64_t first = 2 * k_slot_bytes;
  record.offsets = {first, first + 384 * 181, first + 384 * 181 + 192 * 91};
  record.position_ms = 40;
  record.length_ms = 40;
  return record;
}

void publish(const RingMemory& memory, const FrameRecord& record) {
  RingHeader& header = memory.header();
  const std::uint32_t published = header.published;
  header.records[published % k_ring_ahead] = record;
  header.published = published + 1;
}

TEST_CASE("an honest frame is sound") {
  CHECK(sound(honest()));
}

TEST_CASE("each lie about a frame is found") {
  struct Lie {
    const char* about;
    std::function<void(FrameRecord&)> tell;
  };
  const std::uint64_t end = 3 * k_slot_bytes;
  const std::vector<Lie> lies{
      {"slot beyond the last", [](auto& r) { r.slot = k_ring_slots; }},
      {"slot far beyond", [](auto& r) { r.slot = 0xFFFFFFFF; }},
      {"no width", [](auto& r) { r.width = 0; }},
      {"no height", [](auto& r) { r.height = 0; }},
      {"width negative as an int", [](auto& r) { r.width = 0x80000000; }},
      {"height that runs out of the slot",
       [](auto& r) {
         r.height = k_max_side;
         r.strides[0] = 4096;
       }},
      {"stride shorter than a row", [](auto& r) { r.strides[0] = 320; }},
      {"alpha stride shorter than a row", [](auto& r) { r.alpha_stride = 300; }},
      {"alpha in another slot",
       [](auto& r) {
         r.alpha_stride = 384;
         r.alpha_offset = 0;
       }},
      {"alpha beyond its slot",
       [](auto& r) {
         r.alpha_stride = 384;
         r.alpha_offset = (std::uint64_t{r.slot} + 1) * k_slot_bytes - 100;
       }},
      {"chroma stride shorter than a row", [](auto& r) { r.strides[2] = 160; }},
      {"stride that makes the product wrap", [](auto& r) { r.strides[1] = 0xFFFFFFFF; }},
      {"plane before its slot", [](auto& r) { r.offsets[0] -= 1; }},
      {"plane in the next slot", [=](auto& r) { r.offsets[1] = end; }},
      {"plane that ends in the next slot", [=](auto& r) { r.offsets[2] = end - 192 * 90 - 160; }},
      {"offset that makes the sum wrap", [](auto& r) { r.offsets[0] = ~std::uint64_t{0} - 10; }},
      {"shown without width", [](auto& r) { r.shown_width = 0; }},
      {"shown larger than anything", [](auto& r) { r.shown_height = 1'000'000; }},
      {"a matrix that is none", [](auto& r) { r.matrix = 3; }},
      {"a range that is none", [](auto& r) { r.range = 2; }},
      {"time before the beginning", [](auto& r) { r.position_ms = -1; }},
      {"time at the end of numbers", [](auto& r) { r.position_ms = INT64_MAX; }},
      {"negative length", [](auto& r) { r.length_ms = -1; }},
      {"endless length", [](auto& r) { r.length_ms = INT64_MAX; }},
  };
  for (const Lie& lie : lies) {
    CAPTURE(lie.about);
    FrameRecord record = honest();
    lie.tell(record);
    CHECK_FALSE(sound(record));
  }
}

TEST_CASE("the last byte of a slot may be used and not one more") {
  FrameRecord record = honest();
  record.offsets[2] = 3 * k_slot_bytes - 192 * 90 - 161;
  CHECK(sound(record));
  ++record.offsets[2];
  CHECK_FALSE(sound(record));
}

TEST_CASE("whatever passes the check lies inside its slot") {
  std::mt19937_64 random(20261122);
  int passed = 0;
  for (int i = 0; i < 200'000; ++i) {
    FrameRecord record = honest();
    // A few words at a time: wholly random records would hardly ever come near the edges.
    record.slot = static_cast<std::uint32_t>(random() % (k_ring_slots + 2));
    record.width = static_cast<std::uint32_t>(random() % 20000);
    record.height = static_cast<std::uint32_t>(random() % 20000);
    for (std::size_t plane = 0; plane < 3; ++plane) {
      record.strides[plane] = static_cast<std::uint32_t>(random() % 40000);
      record.offsets[plane] = record.slot * k_slot_bytes + random() % (k_slot_bytes + 100);
    }
    if (!sound(record))
      continue;
    ++passed;
    for (std::size_t plane = 0; plane < 3; ++plane) {
      const std::uint64_t rows = plane == 0 ? record.height : (record.height + 1) / 2;
      const std::uint64_t width = plane == 0 ? record.width : (record.width + 1) / 2;
      const std::uint64_t last = record.offsets[plane] + record.strides[plane] * (rows - 1) + width;
      REQUIRE(record.offsets[plane] >= record.slot * k_slot_bytes);
      REQUIRE(last <= (record.slot + 1) * k_slot_bytes);
      REQUIRE(last + k_ring_header_bytes <= k_ring_bytes);
    }
  }
  CHECK(passed > 100);
}

TEST_CASE("frames come out in order and make room") {
  const auto memory = RingMemory::create().value();
  RingReader reader(memory);
  FrameRecord record;
  CHECK(reader.peek(record) == RingReader::Peek::none);
  for (int i = 0; i < 12; ++i) {
    FrameRecord sent = honest();
    sent.position_ms = i;
    publish(*memory, sent);
    REQUIRE(reader.peek(record) == RingReader::Peek::frame);
    CHECK(record.position_ms == i);
    reader.take();
    CHECK(memory->header().taken == static_cast<std::uint32_t>(i + 1));
  }
}

TEST_CASE("a counter that runs ahead of the ring is a lie, not a read outside it") {
  const auto memory = RingMemory::create().value();
  const RingReader reader(memory);
  FrameRecord record;
  memory->header().published = k_ring_ahead + 1;
  CHECK(reader.peek(record) == RingReader::Peek::lie);
  memory->header().published = 0xFFFFFFFF;
  CHECK(reader.peek(record) == RingReader::Peek::lie);
}

TEST_CASE("a verdict that is none counts as broken") {
  const auto memory = RingMemory::create().value();
  const RingReader reader(memory);
  CHECK(reader.verdict() == Verdict::playing);
  memory->header().verdict = 4711;
  CHECK(reader.verdict() == Verdict::broken);
}

TEST_CASE("the decoder cannot take the memory away from under the player") {
  const auto memory = RingMemory::create().value();
  CHECK(::ftruncate(memory->memory_fd(), 0) != 0);
  CHECK(::ftruncate(memory->memory_fd(), 1LL << 40) != 0);
  CHECK(::fcntl(memory->memory_fd(), F_ADD_SEALS, F_SEAL_WRITE) != 0);
}

TEST_CASE("the decoder attaches to nothing but the memory it was given") {
  const auto memory = RingMemory::create().value();
  CHECK(RingMemory::attach(UniqueFd(::dup(memory->memory_fd())), UniqueFd(::dup(memory->doorbell_fd()))) !=
        nullptr);
  CHECK(RingMemory::attach(UniqueFd(::open("/dev/null", O_RDWR)), UniqueFd()) == nullptr);
  CHECK(RingMemory::attach(UniqueFd(), UniqueFd()) == nullptr);
}

}  // namespace
}  // namespace madang
