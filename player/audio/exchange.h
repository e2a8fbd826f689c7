// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace madang {

/// Hands the latest of a value from one thread to one other, where neither may wait and the reader may not
/// free memory: three places go round, and what the reader is done with comes back to the writer.
template <class T>
class Exchange {
 public:
  /// Writer: the place for the next value, with whatever it last held.
  T& back() { return places_[back_]; }
  /// Writer: gives it out; a value that was not taken in time is never seen.
  void publish() { back_ = middle_.exchange(back_ | k_fresh, std::memory_order_acq_rel) & k_place; }
  /// Reader: what was published since the last call, good until the next; null where nothing was.
  const T* take() {
    if ((middle_.load(std::memory_order_relaxed) & k_fresh) == 0)
      return nullptr;
    front_ = middle_.exchange(front_, std::memory_order_acq_rel) & k_place;
    return &places_[front_];
  }

 private:
  static constexpr std::uint32_t k_place = 3;
  static constexpr std::uint32_t k_fresh = 4;
  std::array<T, 3> places_{};
  std::uint32_t back_ = 0;   // the writer's alone
  std::uint32_t front_ = 2;  // the reader's alone
  std::atomic<std::uint32_t> middle_{1};
};

}  // namespace madang
