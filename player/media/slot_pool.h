// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

#include "player/media/av.h"
#include "player/media/convert.h"
#include "player/media/shared_ring.h"

namespace madang {

/// The decoder's view of the slots: libav decodes straight into them, so that a finished frame is already
/// where the player reads it. A slot is free when the last reference to its buffer is gone. Thread-safe;
/// outlives its buffers.
class SlotPool {
 public:
  explicit SlotPool(std::shared_ptr<RingMemory> memory) : memory_(std::move(memory)) {}
  SlotPool(const SlotPool&) = delete;
  SlotPool& operator=(const SlotPool&) = delete;

  /// The lowest free slot, so that few are ever touched; null when all are in use.
  av::Buffer take();
  /// Which slot holds these bytes, if any does.
  std::optional<std::uint32_t> slot_of(const std::uint8_t* bytes) const;
  std::uint64_t offset_of(const std::uint8_t* bytes) const {
    return static_cast<std::uint64_t>(bytes - memory_->slots());
  }

  /// AVCodecContext::get_buffer2 with a SlotPool as its `opaque`. Ordinary memory for what is no 8-bit 4:2:0,
  /// or when no slot is free.
  static int get_buffer(AVCodecContext* context, AVFrame* frame, int flags);

  /// Planes for an I420 frame of this size in a slot, and for alpha where asked, with a margin that any
  /// decoder or converter may write to.
  static std::optional<FrameConverter::Planes> lay_out(std::uint8_t* slot, int width, int rows,
                                                       bool alpha = false);

 private:
  static void give_back(void* pool, std::uint8_t* bytes);
  std::shared_ptr<RingMemory> memory_;
  std::atomic<std::uint32_t> used_{0};  // one bit per slot
};

}  // namespace madang
