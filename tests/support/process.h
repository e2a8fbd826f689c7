// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <sys/types.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "content-schema/base/unique_fd.h"

namespace madang::test {

/// One of our programs as this build made it: `program("madang")`.
std::filesystem::path program(std::string_view name);

struct ProcessOptions {
  std::map<std::string, std::string> environment;  ///< on top of ours
  std::filesystem::path folder;                    ///< to run in; empty: ours
};

/// A child process with everything it says kept. It is killed, and waited for, when this dies; nothing else
/// ever is. Aborts the test program where a child cannot be started at all. Thread-safe but for the
/// destructor.
class Process {
 public:
  explicit Process(const std::vector<std::string>& command, const ProcessOptions& options = {});
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  pid_t pid() const { return pid_; }
  /// Standard output and standard error so far.
  std::string output() const;
  std::string errors() const;

  void signal(int number) const;
  /// Its exit code, 128 + signal for one that was killed; nothing when it is still running after `most`.
  std::optional<int> wait(std::chrono::milliseconds most);
  /// SIGTERM and its exit code; SIGKILL where it does not listen.
  int stop(std::chrono::milliseconds most = std::chrono::seconds(10));
  /// SIGKILL, as a power cut would.
  void kill();
  bool running();

  /// Until `text` is in its output or its errors; false when time is up or it ended without saying it.
  bool wait_for(std::string_view text, std::chrono::milliseconds most = std::chrono::seconds(10));

 private:
  void read_all();

  pid_t pid_ = -1;
  std::optional<int> ended_;
  UniqueFd out_;
  UniqueFd err_;
  mutable std::mutex mutex_;
  std::string output_;  // guarded by mutex_
  std::string errors_;  // guarded by mutex_
  std::jthread reader_;
};

/// Runs to its end: exit code, output and errors.
struct Ended {
  int code = -1;
  std::string output;
  std::string errors;
};
Ended run_to_end(const std::vector<std::string>& command, const ProcessOptions& options = {},
                 std::chrono::milliseconds most = std::chrono::seconds(60));

/// Asks again and again, a few milliseconds apart, until it holds or time is up. For things other processes
/// do; inside one process push the clock instead.
bool eventually(const std::function<bool()>& holds,
                std::chrono::milliseconds most = std::chrono::seconds(10));

}  // namespace madang::test
