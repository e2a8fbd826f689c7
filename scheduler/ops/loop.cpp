// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/ops/loop.h"

#include <sys/signalfd.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <cerrno>
#include <limits>

namespace madang {
namespace {

tl::unexpected<Error> cannot(const char* call) {
  return fail(errno_kind(errno), "{} 호출이 실패했습니다: {}", "{} failed: {}", call, errno_text(errno));
}

sigset_t set_of(std::initializer_list<int> signals) {
  sigset_t set;
  sigemptyset(&set);
  for (const int each : signals)
    sigaddset(&set, each);
  return set;
}

/// Waits for a moment that never comes; only the cancellation matters.
bool arm_far_away(int fd) {
  itimerspec far{};
  far.it_value.tv_sec = std::numeric_limits<std::int32_t>::max();
  far.it_value.tv_sec *= 8;  // the 26th century
  return ::timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &far, nullptr) == 0;
}

}  // namespace

void block_signals(std::initializer_list<int> signals) {
  const sigset_t set = set_of(signals);
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void Loop::watch(int fd, Call readable) {
  calls_[fd] = std::move(readable);
}

void Loop::forget(int fd) {
  calls_.erase(fd);
}

Loop::TimerId Loop::add_timer(Call ring) {
  timers_.push_back({std::move(ring), std::nullopt});
  return timers_.size() - 1;
}

void Loop::arm(TimerId timer, std::optional<SteadyTime> when) {
  timers_.at(timer).when = when;
}

Status Loop::on_signals(std::initializer_list<int> signals, std::function<void(int)> call) {
  const sigset_t set = set_of(signals);
  signals_.reset(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
  if (!signals_.valid())
    return cannot("signalfd");
  watch(signals_.get(), [fd = signals_.get(), call = std::move(call)] {
    signalfd_siginfo info{};
    while (::read(fd, &info, sizeof info) == sizeof info)
      call(static_cast<int>(info.ssi_signo));
  });
  return {};
}

Status Loop::on_clock_step(Call call) {
  clock_step_.reset(::timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK));
  if (!clock_step_.valid() || !arm_far_away(clock_step_.get()))
    return cannot("timerfd");
  watch(clock_step_.get(), [fd = clock_step_.get(), call = std::move(call)] {
    std::uint64_t expirations = 0;
    const bool stepped = ::read(fd, &expirations, sizeof expirations) < 0 && errno == ECANCELED;
    arm_far_away(fd);
    if (stepped)
      call();
  });
  return {};
}

int Loop::milliseconds_to_next_timer() const {
  std::optional<SteadyTime> next;
  for (const Timer& each : timers_) {
    if (each.when && (!next || *each.when < *next))
      next = each.when;
  }
  if (!next)
    return -1;
  const auto wait = std::chrono::ceil<Millis>(*next - std::chrono::steady_clock::now()).count();
  return static_cast<int>(std::clamp<Millis::rep>(wait, 0, 3'600'000));
}

void Loop::ring_timers() {
  const auto now = std::chrono::steady_clock::now();
  // Gathered first, by their time: after a busy stretch several are due, and a call may arm or add others.
  std::vector<std::pair<SteadyTime, TimerId>> due;
  for (TimerId i = 0; i < timers_.size(); ++i) {
    if (timers_[i].when && *timers_[i].when <= now)
      due.emplace_back(*timers_[i].when, i);
  }
  std::sort(due.begin(), due.end());
  for (const auto& [when, timer] : due) {
    if (timers_[timer].when != when)
      continue;  // a call before it armed it anew
    timers_[timer].when.reset();
    const Call ring = timers_[timer].ring;
    ring();
  }
}

void Loop::run() {
  running_ = true;
  std::vector<pollfd> set;
  while (running_) {
    set.clear();
    for (const auto& [fd, call] : calls_)
      set.push_back({fd, POLLIN, 0});
    const std::size_t own = set.size();
    for (const Party& each : parties_)
      each.add_to(set);
    ::poll(set.data(), set.size(), milliseconds_to_next_timer());
    for (std::size_t i = 0; i < own && running_; ++i) {
      if (set[i].revents == 0)
        continue;
      const auto found = calls_.find(set[i].fd);
      if (found == calls_.end())
        continue;                       // forgotten by a call before it
      const Call call = found->second;  // it may forget itself
      call();
    }
    for (const Party& each : parties_)
      each.serve(set);
    if (running_)
      ring_timers();
  }
}

}  // namespace madang
