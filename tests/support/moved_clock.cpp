// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/moved_clock.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <cstdio>
#include <new>

#include "tests/support/process.h"

namespace madang::test {

MovedClock::MovedClock(const TempFolder& folder) : file_((folder / "moved-clock").string()) {
  const UniqueFd fd(::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  void* memory = MAP_FAILED;
  if (fd.valid() && ::ftruncate(fd.get(), sizeof(MovedClockState)) == 0)
    memory = ::mmap(nullptr, sizeof(MovedClockState), PROT_READ | PROT_WRITE, MAP_SHARED, fd.get(), 0);
  if (memory == MAP_FAILED) {
    std::perror("moved clock");
    std::abort();
  }
  state_ = new (memory) MovedClockState{};
}

MovedClock::~MovedClock() {
  ::munmap(state_, sizeof(MovedClockState));
}

void MovedClock::set(SysTime now) {
  state_->ahead_ns = std::chrono::nanoseconds(now - Clock().now()).count();
}

SysTime MovedClock::now() const {
  return Clock().now() + std::chrono::floor<Millis>(std::chrono::nanoseconds(state_->ahead_ns));
}

std::map<std::string, std::string> MovedClock::environment() const {
  return {{"LD_PRELOAD", program("madang-moved-clock.so").string()},
          {"MADANG_MOVED_CLOCK", file_},
          // A sanitized program wants to be loaded first, and need not be.
          {"ASAN_OPTIONS", "verify_asan_link_order=0"}};
}

}  // namespace madang::test
