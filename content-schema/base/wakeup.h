// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"

namespace madang {

/// A doorbell that poll() can hear: news goes up as a wake-up without data, and the data waits in a
/// mailbox. Rings add up until heard. Thread-safe; `ring` is also safe in a signal handler.
class Wakeup {
 public:
  static Result<Wakeup> create();
  /// Readable in poll() while a ring is unheard.
  int fd() const { return fd_.get(); }
  void ring() const noexcept;
  /// Takes all rings so far; false if there was none.
  bool hear() const noexcept;

 private:
  explicit Wakeup(UniqueFd fd) : fd_(std::move(fd)) {}
  UniqueFd fd_;
};

}  // namespace madang
