// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"
#include "content-schema/base/wakeup.h"
#include "content-schema/model/geometry.h"
#include "player/media/hardware_choice.h"
#include "player/media/limits.h"
#include "player/media/sound_ring.h"
#include "player/media/verdict.h"

namespace madang {

/// Frames published and not yet taken: at 60 fps a cushion of four refreshes. Each costs its memory, 3 MB at
/// 1080p.
inline constexpr std::uint32_t k_ring_ahead = 4;
/// Places for frames: those ahead, those on screen, and those the coding still refers to (16 at most by H.264
/// and HEVC) plus threads. Memory is the kernel's business: a slot that no one ever touched costs none.
inline constexpr std::uint32_t k_ring_slots = 32;
/// Room for the largest frame, alpha and the margins that decoders ask for included.
inline constexpr std::size_t k_slot_bytes = (k_max_video_pixels * 5 / 2 + (1 << 20)) / 65536 * 65536;
inline constexpr std::size_t k_ring_header_bytes = 65536;
inline constexpr std::size_t k_ring_sound_bytes = (sizeof(SoundRing) / 65536 + 1) * 65536;
inline constexpr std::size_t k_ring_bytes =
    k_ring_header_bytes + k_ring_slots * k_slot_bytes + k_ring_sound_bytes;

/// One frame as the decoder describes it: planes by offset from the start of the slots. Written by a process
/// that may have been taken over by the file it decodes, so the player believes none of it before `sound`.
struct FrameRecord {
  std::uint32_t slot = 0;
  std::uint32_t width = 0, height = 0;              ///< of the luma plane, px
  std::uint32_t shown_width = 0, shown_height = 0;  ///< px
  std::uint32_t matrix = 0;                         ///< ColourMatrix
  std::uint32_t range = 0;                          ///< ColourRange
  std::array<std::uint32_t, 3> strides{};           ///< bytes
  std::array<std::uint64_t, 3> offsets{};           ///< bytes from the first slot's start
  std::uint32_t alpha_stride = 0;                   ///< bytes; 0: opaque
  std::uint64_t alpha_offset = 0;                   ///< bytes from the first slot's start
  std::int64_t position_ms = 0;
  std::int64_t length_ms = 0;
};

/// Whether every byte that a reader of these planes may touch lies in the slot the record names, and every
/// number is one that our arithmetic can bear. Pure.
bool sound(const FrameRecord& record);

/// The two processes' common memory: one decoder publishes, one player takes, both without locks. The
/// counters run freely and wrap.
struct RingHeader {
  std::atomic<std::uint32_t> published;      ///< by the decoder, after the record is written
  std::atomic<std::uint32_t> beat;           ///< by the decoder: it changes while work is done
  std::atomic<std::uint32_t> verdict;        ///< by the decoder, once
  std::atomic<std::uint32_t> hardware;       ///< HardwareState, by a decoder that was asked for it
  std::atomic<std::uint32_t> hardware_kind;  ///< HardwareKind, by one that found some, before it said so
  std::atomic<std::uint32_t> taken;          ///< by the player
  std::atomic<std::int64_t> wanted_ms;  ///< by the player: what is due now; earlier frames need not be made
  std::array<std::atomic<std::uint32_t>, k_ring_slots>
      lent;  ///< how often a slot is out: + decoder, - player
  std::array<FrameRecord, k_ring_ahead> records;
};
static_assert(std::atomic<std::uint32_t>::is_always_lock_free &&
              std::atomic<std::int64_t>::is_always_lock_free);
static_assert(sizeof(RingHeader) <= k_ring_header_bytes);

/// The mapping, and the doorbell by which the player tells the decoder that there is room again. Dies with
/// its last user, which may be a frame that outlived its stream.
class RingMemory {
 public:
  /// The player's: a sealed memfd, so that the decoder can neither shrink it under us (SIGBUS) nor grow it.
  static Result<std::shared_ptr<RingMemory>> create();
  /// The decoder's, from the descriptors it was started with. Null where they are not what they should be.
  static std::shared_ptr<RingMemory> attach(UniqueFd memory, UniqueFd doorbell);
  RingMemory(const RingMemory&) = delete;
  RingMemory& operator=(const RingMemory&) = delete;
  ~RingMemory();

  RingHeader& header() const { return *reinterpret_cast<RingHeader*>(base_); }
  std::uint8_t* slots() const { return base_ + k_ring_header_bytes; }
  /// Behind the slots. Where no sound was asked for nobody touches it, and it costs no memory.
  SoundRing& sound() const {
    return *reinterpret_cast<SoundRing*>(base_ + k_ring_bytes - k_ring_sound_bytes);
  }
  int memory_fd() const { return memory_.get(); }
  int doorbell_fd() const { return doorbell_.get(); }
  /// The mapping stays; the descriptor is only needed to start the decoder.
  void close_memory_fd() { memory_.reset(); }

  void ring() const noexcept;
  /// Waits for a ring, at most `limit`.
  void wait(Millis limit) const noexcept;

 private:
  RingMemory(std::uint8_t* base, UniqueFd memory, UniqueFd doorbell);
  std::uint8_t* base_;
  UniqueFd memory_;
  UniqueFd doorbell_;
};

/// The player's end. Bound to one thread; `give_back` is thread-safe.
class RingReader {
 public:
  explicit RingReader(std::shared_ptr<RingMemory> memory) : memory_(std::move(memory)) {}

  enum class Peek { frame, none, lie };
  /// The oldest frame not taken, copied out and checked; `lie` when what the decoder wrote cannot be.
  Peek peek(FrameRecord& record) const;
  /// Takes the frame last peeked at. It stays the caller's until given back.
  void take();
  void want(Millis position);
  Verdict verdict() const;
  HardwareState hardware() const;
  HardwareKind hardware_kind() const;
  /// Counters that change when the decoder, or we, got on.
  std::uint32_t published() const { return memory_->header().published.load(std::memory_order_relaxed); }
  std::uint32_t beat() const { return memory_->header().beat.load(std::memory_order_relaxed); }
  std::uint32_t taken() const { return taken_; }
  bool full() const;
  const std::shared_ptr<RingMemory>& memory() const { return memory_; }

  static void give_back(const RingMemory& memory, std::uint32_t slot) noexcept;

 private:
  std::shared_ptr<RingMemory> memory_;
  std::uint32_t taken_ = 0;  // ours; the copy in shared memory is only told, never asked
};

}  // namespace madang
