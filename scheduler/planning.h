// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>

#include "content-schema/base/mailbox.h"
#include "scheduler/content.h"
#include "scheduler/link/player_server.h"

namespace madang {

/// Plans away from the main loop, which an alarm must never find busy: a large schedule takes a tenth of a
/// second, a recurrence that never happens some seconds (scheduler/calendar/recurrence.h), and a week of it
/// all as bytes tens of milliseconds more. Thread-safe.
class Planning {
 public:
  struct Order {
    Content content;
    ScreenId screen;
    SysTime now;
    ClockTrust clock = ClockTrust::trusted;
  };
  using Answer = Result<PlayerServer::Framed>;

  /// `done` is called on the planning thread, when there is something to take.
  explicit Planning(std::function<void()> done) : done_(std::move(done)) {}

  /// Instead of an order that still waits. What is being worked out for an older one is given out before: it
  /// was right when it was asked for, and if orders came faster than plans there would never be any.
  void ask(Order order);
  /// The programme of the latest order that is worked out, ready to be sent; once.
  std::optional<Answer> take() { return answers_.take(); }

  void run(const std::stop_token& stop);

 private:
  std::optional<Order> next(const std::stop_token& stop);

  const std::function<void()> done_;
  Mailbox<Answer> answers_;
  std::mutex mutex_;
  std::condition_variable_any asked_;
  std::optional<Order> order_;  // guarded by mutex_
};

}  // namespace madang
