// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace madang::test {

/// A system call of one thread: the `nth` of its name, from 1, since strace(1) has been looking on.
struct Step {
  std::string call;
  int nth = 0;
};

/// The thread of that name (as in ps -T) of a process; nothing where there is none.
std::optional<pid_t> thread_of(pid_t process, const std::string& name);

/// Looks on while one thread of a running program works, or kills the whole program when that thread comes to
/// a step. The step is then not done. Aborts the test program where strace may not trace.
class ThreadTracer {
 public:
  explicit ThreadTracer(pid_t thread, const std::optional<Step>& kill_at = std::nullopt);

  /// Looks away; what it saw, in its order.
  std::vector<Step> end();

 private:
  TempFolder folder_;
  Process process_;
};

}  // namespace madang::test
