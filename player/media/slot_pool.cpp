// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/slot_pool.h"

#include <array>
#include <bit>
#include <functional>

namespace madang {
namespace {

static_assert(k_ring_slots == 32, "used_ has one bit per slot");

constexpr int k_luma_alignment = 128;  // so that chroma rows start on 64 bytes, the widest vector there is
constexpr std::size_t k_margin = 256;  // vector code may write past the last row

constexpr std::size_t align_up(std::size_t value, std::size_t to) {
  return (value + to - 1) / to * to;
}

}  // namespace

av::Buffer SlotPool::take() {
  std::uint32_t used = used_.load(std::memory_order_relaxed);
  std::uint32_t slot = 0;
  do {
    slot = static_cast<std::uint32_t>(std::countr_one(used));
    if (slot >= k_ring_slots)
      return nullptr;
  } while (!used_.compare_exchange_weak(used, used | (1U << slot), std::memory_order_acq_rel));
  std::uint8_t* bytes = memory_->slots() + slot * k_slot_bytes;
  av::Buffer buffer(av_buffer_create(bytes, k_slot_bytes, give_back, this, 0));
  if (!buffer)
    give_back(this, bytes);
  return buffer;
}

void SlotPool::give_back(void* pool, std::uint8_t* bytes) {
  auto& self = *static_cast<SlotPool*>(pool);
  const auto slot = static_cast<std::uint32_t>(self.offset_of(bytes) / k_slot_bytes);
  self.used_.fetch_and(~(1U << slot), std::memory_order_acq_rel);
}

std::optional<std::uint32_t> SlotPool::slot_of(const std::uint8_t* bytes) const {
  const std::uint8_t* first = memory_->slots();
  // std::less is total where < on unrelated pointers is not.
  if (std::less<>{}(bytes, first) || !std::less<>{}(bytes, first + k_ring_slots * k_slot_bytes))
    return std::nullopt;
  return static_cast<std::uint32_t>(offset_of(bytes) / k_slot_bytes);
}

std::optional<FrameConverter::Planes> SlotPool::lay_out(std::uint8_t* slot, int width, int rows, bool alpha) {
  const std::size_t stride = align_up(static_cast<std::size_t>(width), k_luma_alignment);
  const std::size_t luma = align_up(stride * static_cast<std::size_t>(rows) + k_margin, 64);
  const std::size_t chroma = align_up(stride / 2 * static_cast<std::size_t>((rows + 1) / 2) + k_margin, 64);
  if (luma * (alpha ? 2 : 1) + 2 * chroma > k_slot_bytes)
    return std::nullopt;
  FrameConverter::Planes planes;
  planes.data = {slot, slot + luma, slot + luma + chroma};
  planes.strides = {static_cast<int>(stride), static_cast<int>(stride / 2), static_cast<int>(stride / 2)};
  if (alpha) {
    planes.alpha = slot + luma + 2 * chroma;
    planes.alpha_stride = static_cast<int>(stride);
  }
  return planes;
}

int SlotPool::get_buffer(AVCodecContext* context, AVFrame* frame, int flags) {
  auto& self = *static_cast<SlotPool*>(context->opaque);
  if (!is_i420(frame->format))
    return avcodec_default_get_buffer2(context, frame, flags);
  int width = frame->width;
  int rows = frame->height;
  std::array<int, AV_NUM_DATA_POINTERS> alignment{};
  avcodec_align_dimensions2(context, &width, &rows, alignment.data());
  av::Buffer buffer = self.take();
  const auto planes = buffer ? lay_out(buffer->data, width, rows) : std::nullopt;
  if (!planes)
    return avcodec_default_get_buffer2(context, frame, flags);
  for (std::size_t i = 0; i < 3; ++i) {
    frame->data[i] = planes->data[i];
    frame->linesize[i] = planes->strides[i];
  }
  frame->buf[0] = buffer.release();
  frame->extended_data = frame->data;
  return 0;
}

}  // namespace madang
