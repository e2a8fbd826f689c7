// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/shared_ring.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <new>

namespace madang {
namespace {

std::uint8_t* map(int fd) {
  void* base = ::mmap(nullptr, k_ring_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  return base == MAP_FAILED ? nullptr : static_cast<std::uint8_t*>(base);
}

// A clip of a hundred years, looped: far beyond use, far inside 64 bits.
constexpr std::int64_t k_max_position_ms = 100LL * 366 * 24 * 3600 * 1000;

}  // namespace

bool sound(const FrameRecord& record) {
  if (record.slot >= k_ring_slots || record.matrix > 2 || record.range > 1)
    return false;
  if (record.width == 0 || record.height == 0 || record.width > k_max_side || record.height > k_max_side)
    return false;
  if (record.shown_width == 0 || record.shown_height == 0)
    return false;
  if (record.shown_width > k_max_side || record.shown_height > k_max_side)
    return false;
  if (record.position_ms < 0 || record.position_ms > k_max_position_ms)
    return false;
  if (record.length_ms < 0 || record.length_ms > k_max_position_ms)
    return false;
  const std::uint64_t first = std::uint64_t{record.slot} * k_slot_bytes;
  const auto inside = [first](std::uint64_t width, std::uint64_t height, std::uint64_t stride,
                              std::uint64_t offset) {
    // Each term is below 2^40, so no sum or product here can wrap.
    if (stride < width || stride > 4 * std::uint64_t{k_max_side})
      return false;
    if (offset < first || offset >= first + k_slot_bytes)
      return false;
    return offset + stride * (height - 1) + width <= first + k_slot_bytes;
  };
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const std::uint64_t width = plane == 0 ? record.width : (record.width + 1) / 2;
    const std::uint64_t height = plane == 0 ? record.height : (record.height + 1) / 2;
    if (!inside(width, height, record.strides[plane], record.offsets[plane]))
      return false;
  }
  return record.alpha_stride == 0 ||
         inside(record.width, record.height, record.alpha_stride, record.alpha_offset);
}

RingMemory::RingMemory(std::uint8_t* base, UniqueFd memory, UniqueFd doorbell)
    : base_(base), memory_(std::move(memory)), doorbell_(std::move(doorbell)) {}

RingMemory::~RingMemory() {
  ::munmap(base_, k_ring_bytes);
}

Result<std::shared_ptr<RingMemory>> RingMemory::create() {
  const auto failed = [](int code) {
    return fail(errno_kind(code), "영상 디코더와 나눌 메모리를 마련하지 못했습니다: {}",
                "cannot set up the memory shared with the video decoder: {}", errno_text(code));
  };
  UniqueFd memory(::memfd_create("madang-frames", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!memory.valid())
    return failed(errno);
  if (::ftruncate(memory.get(), static_cast<off_t>(k_ring_bytes)) != 0)
    return failed(errno);
  if (::fcntl(memory.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    return failed(errno);
  UniqueFd doorbell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!doorbell.valid())
    return failed(errno);
  std::uint8_t* base = map(memory.get());
  if (base == nullptr)
    return failed(errno);
  new (base) RingHeader{};
  return std::shared_ptr<RingMemory>(new RingMemory(base, std::move(memory), std::move(doorbell)));
}

std::shared_ptr<RingMemory> RingMemory::attach(UniqueFd memory, UniqueFd doorbell) {
  struct stat info {};
  if (::fstat(memory.get(), &info) != 0 || info.st_size != static_cast<off_t>(k_ring_bytes))
    return nullptr;
  std::uint8_t* base = map(memory.get());
  if (base == nullptr)
    return nullptr;
  return std::shared_ptr<RingMemory>(new RingMemory(base, std::move(memory), std::move(doorbell)));
}

void RingMemory::ring() const noexcept {
  const std::uint64_t one = 1;
  // Fails only when the counter is full, and then it is heard anyway.
  [[maybe_unused]] const ssize_t done = ::write(doorbell_.get(), &one, sizeof one);
}

void RingMemory::wait(Millis limit) const noexcept {
  pollfd bell{.fd = doorbell_.get(), .events = POLLIN, .revents = 0};
  if (::poll(&bell, 1, static_cast<int>(limit.count())) <= 0)
    return;
  std::uint64_t rings = 0;
  [[maybe_unused]] const ssize_t got = ::read(doorbell_.get(), &rings, sizeof rings);
}

RingReader::Peek RingReader::peek(FrameRecord& record) const {
  const RingHeader& header = memory_->header();
  const std::uint32_t waiting = header.published.load(std::memory_order_acquire) - taken_;
  if (waiting == 0)
    return Peek::none;
  if (waiting > k_ring_ahead)
    return Peek::lie;
  // Copied before it is checked: what is checked can then not change any more.
  std::memcpy(&record, &header.records[taken_ % k_ring_ahead], sizeof record);
  return sound(record) ? Peek::frame : Peek::lie;
}

void RingReader::take() {
  memory_->header().taken.store(++taken_, std::memory_order_release);
  memory_->ring();
}

void RingReader::want(Millis position) {
  memory_->header().wanted_ms.store(position.count(), std::memory_order_relaxed);
}

Verdict RingReader::verdict() const {
  const std::uint32_t number = memory_->header().verdict.load(std::memory_order_acquire);
  return number <= k_last_verdict ? static_cast<Verdict>(number) : Verdict::broken;
}

HardwareState RingReader::hardware() const {
  const std::uint32_t number = memory_->header().hardware.load(std::memory_order_acquire);
  return number <= k_last_hardware_state ? static_cast<HardwareState>(number) : HardwareState::opening;
}

HardwareKind RingReader::hardware_kind() const {
  const std::uint32_t number = memory_->header().hardware_kind.load(std::memory_order_relaxed);
  return number < k_hardware_kinds.size() ? static_cast<HardwareKind>(number) : HardwareKind::vaapi;
}

bool RingReader::full() const {
  return published() - taken_ >= k_ring_ahead;
}

void RingReader::give_back(const RingMemory& memory, std::uint32_t slot) noexcept {
  memory.header().lent[slot].fetch_sub(1, std::memory_order_acq_rel);
  memory.ring();
}

}  // namespace madang
