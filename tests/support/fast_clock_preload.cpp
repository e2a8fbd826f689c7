// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors

// Put before the C library of a program under test (LD_PRELOAD): its clocks run `rate` times as fast, and its
// poll() waits for as much less. MADANG_FAST_CLOCK says how: the civil time at the origin (ms since 1970),
// the origin (ns of CLOCK_MONOTONIC), and the rate. Whoever gets the same words reads the same time.
//
// Not libfaketime: its clock starts when a process starts, so that two of them would be hours apart, and it
// takes part in far more calls than the few by which our programs wait.

#include <poll.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

constexpr std::int64_t k_second = 1'000'000'000;

struct Speed {
  long long start_ms = 0;
  long long origin = 0;  // ns
  long long rate = 0;    // 0: there is nothing to do
};

const Speed& speed() {
  static const Speed read = [] {
    Speed made;
    const char* words = std::getenv("MADANG_FAST_CLOCK");
    if (words == nullptr ||
        std::sscanf(words, "%lld %lld %lld", &made.start_ms, &made.origin, &made.rate) != 3) {
      made.rate = 0;
    }
    return made;
  }();
  return read;
}

/// Past whoever stands in front of the C library, this file too.
int kernel_clock(clockid_t clock, timespec* time) {
  return static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
}

/// CLOCK_MONOTONIC. Who reads one clock right after the other means the same moment: at our speed the
/// microseconds in between would be seconds, and look like a clock that was set.
std::int64_t moment(clockid_t clock) {
  constexpr std::int64_t k_same = 50'000;
  thread_local clockid_t last_clock = -1;
  thread_local std::int64_t last = 0;
  timespec time{};
  kernel_clock(CLOCK_MONOTONIC, &time);
  const std::int64_t now = time.tv_sec * k_second + time.tv_nsec;
  if (clock == last_clock || now - last > k_same)
    last = now;
  last_clock = clock;
  return last;
}

timespec to_timespec(std::int64_t nanoseconds) {
  return {nanoseconds / k_second, nanoseconds % k_second};
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  const bool civil = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
  const bool steady = clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_COARSE || clock == CLOCK_BOOTTIME;
  if (speed().rate == 0 || (!civil && !steady))
    return kernel_clock(clock, time);
  const std::int64_t since = (moment(clock) - speed().origin) * speed().rate;
  *time = to_timespec(since + (civil ? speed().start_ms * 1'000'000 : speed().origin));
  return 0;
}

/// A time service vouches for this clock: what it says lies far from when the test's content was published.
extern "C" int adjtimex(timex* question) noexcept {
  const auto answer = static_cast<int>(::syscall(SYS_adjtimex, question));
  if (speed().rate == 0)
    return answer;
  question->status &= ~STA_UNSYNC;
  return TIME_OK;
}

extern "C" int poll(pollfd* set, nfds_t count, int milliseconds) {
  if (milliseconds < 0)
    return ::ppoll(set, count, nullptr, nullptr);
  const std::int64_t most = std::int64_t{milliseconds} * 1'000'000;
  const timespec wait = to_timespec(speed().rate == 0 ? most : most / speed().rate);
  return ::ppoll(set, count, &wait, nullptr);
}
