// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace madang {

/// One slot between two threads; the latest value wins and an unread one is dropped. Whoever puts rings
/// a Wakeup afterwards; the slot itself never blocks beyond its own lock. Thread-safe.
template <class T>
class Mailbox {
 public:
  void put(T value) {
    std::optional<T> old;  // destroyed outside the lock: it may be a whole programme
    const std::lock_guard lock(mutex_);
    old = std::exchange(value_, std::move(value));
  }
  std::optional<T> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(value_, std::nullopt);
  }

 private:
  std::mutex mutex_;
  std::optional<T> value_;  // guarded by mutex_
};

/// As Mailbox, but nothing is dropped: for orders that each count (alarm commands). Bounded; `put` says
/// whether there was room. Thread-safe.
template <class T, size_t Capacity>
class Inbox {
 public:
  [[nodiscard]] bool put(T value) {
    const std::lock_guard lock(mutex_);
    if (values_.size() >= Capacity)
      return false;
    values_.push_back(std::move(value));
    return true;
  }
  std::vector<T> take_all() {
    const std::lock_guard lock(mutex_);
    return std::exchange(values_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<T> values_;  // guarded by mutex_
};

}  // namespace madang
