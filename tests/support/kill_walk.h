// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace madang::test {

/// A program that can be killed anywhere while somebody tells it something.
struct KillStory {
  std::string thread;             ///< whose steps are walked, by its name
  std::function<void()> prepare;  ///< how things are before; the program runs
  std::function<bool()> tell;     ///< whether it was acknowledged
  std::function<pid_t()> pid;
  std::function<bool()> running;
  std::function<void()> restart;
  std::function<bool()> came_true;  ///< what was told is so
};

/// What a walk found.
struct KillCount {
  int steps = 0;
  int killed = 0;
  int acknowledged = 0;                 ///< of those killed: the sender had been told that it is safe
  std::chrono::milliseconds latest{0};  ///< from the restart until it is there again
};

/// Watches the thread once while the story is told; then kills the program at every `stride`th of the system
/// calls seen, each time from the beginning, and starts it again. What was acknowledged must come true by
/// itself; what was not, when it is told once more.
KillCount walk(const KillStory& story, std::size_t stride);

void print(const std::string& what, const KillCount& count);

}  // namespace madang::test
