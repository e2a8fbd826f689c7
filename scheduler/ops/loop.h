// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <poll.h>

#include <csignal>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"

namespace madang {

/// Blocks signals in this thread and in those it starts from here on, so that only the loop's signalfd hears
/// them. Call it before the first thread starts.
void block_signals(std::initializer_list<int> signals);

/// The one event loop of a daemon: descriptors, timers, signals, and steps of the civil clock. Everything it
/// calls, it calls from `run`, one after another. Bound to one thread.
class Loop {
 public:
  using Call = std::function<void()>;
  using TimerId = std::size_t;

  /// Someone with descriptors of its own, which change from round to round.
  struct Party {
    std::function<void(std::vector<pollfd>&)> add_to;
    std::function<void(std::span<const pollfd>)> serve;
  };

  /// Calls while `fd` is readable or hung up. The descriptor stays the caller's, who forgets it before
  /// closing it; forgetting is allowed in a call, also its own.
  void watch(int fd, Call readable);
  void forget(int fd);
  void add_party(Party party) { parties_.push_back(std::move(party)); }

  /// A timer is made once and armed as often as needed; nothing disarms it, and so does ringing.
  TimerId add_timer(Call ring);
  void arm(TimerId timer, std::optional<SteadyTime> when);

  /// For each of `signals` (blocked before), with its number.
  Status on_signals(std::initializer_list<int> signals, std::function<void(int)> call);

  /// When someone sets the civil clock (as chrony does at boot on a kiosk without battery), not when it
  /// merely drifts.
  Status on_clock_step(Call call);

  void run();
  void stop() { running_ = false; }

 private:
  struct Timer {
    Call ring;
    std::optional<SteadyTime> when;
  };

  int milliseconds_to_next_timer() const;
  void ring_timers();

  UniqueFd signals_;
  UniqueFd clock_step_;
  std::map<int, Call> calls_;
  std::vector<Party> parties_;
  std::vector<Timer> timers_;
  bool running_ = false;
};

}  // namespace madang
