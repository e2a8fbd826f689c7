// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors

// Loaded into a program of ours before the C library (LD_PRELOAD); see moved_clock.h. The file is opened
// once, when the program starts: a decoder that has confined itself may open none.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>

#include "tests/support/moved_clock.h"

namespace {

using madang::test::MovedClockState;

const MovedClockState* open_state() {
  const char* file = std::getenv("MADANG_MOVED_CLOCK");
  const int fd = file != nullptr ? ::open(file, O_RDONLY | O_CLOEXEC) : -1;
  if (fd < 0)
    return nullptr;
  void* memory = ::mmap(nullptr, sizeof(MovedClockState), PROT_READ, MAP_SHARED, fd, 0);
  ::close(fd);
  return memory == MAP_FAILED ? nullptr : static_cast<const MovedClockState*>(memory);
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

const MovedClockState* state() {
  static const MovedClockState* const opened = open_state();
  return opened;
}

[[gnu::constructor]] void open_early() {
  state();
}

constexpr std::int64_t k_second = 1'000'000'000;

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) noexcept {
  static const auto call = real<int(clockid_t, timespec*)>("clock_gettime");
  const int answer = call(clock, time);
  if (answer != 0 || state() == nullptr || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE))
    return answer;
  const std::int64_t moved = time->tv_sec * k_second + time->tv_nsec + state()->ahead_ns;
  time->tv_sec = moved / k_second - (moved % k_second < 0 ? 1 : 0);
  time->tv_nsec = moved - time->tv_sec * k_second;
  return 0;
}

int gettimeofday(timeval* time, void*) noexcept {
  timespec now{};
  const int answer = ::clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return answer;
}

time_t time(time_t* out) noexcept {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  if (out != nullptr)
    *out = now.tv_sec;
  return now.tv_sec;
}

int adjtimex(timex* question) noexcept {
  static const auto call = real<int(timex*)>("adjtimex");
  const int answer = call(question);
  if (state() == nullptr)
    return answer;
  const bool synchronised = state()->synchronised != 0;
  question->status = (question->status & ~STA_UNSYNC) | (synchronised ? 0 : STA_UNSYNC);
  return synchronised ? TIME_OK : TIME_ERROR;
}

}  // extern "C"
