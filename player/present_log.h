// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <stop_token>
#include <vector>

#include "content-schema/wire/presented.h"

namespace madang {

/// What was on the glass, as lines of JSON in a file (`Presented`): one where other items or turns came, or
/// one for every refresh that drew something. The file is begun anew when it is full; the one before is kept
/// beside it, with `.1` after its name. `add` is for the main thread and never waits for the disk; what does
/// not fit in its queue is left out and counted in the next line of the log.
class PresentLog {
 public:
  struct Options {
    std::filesystem::path file;
    bool every_frame = false;
    std::uintmax_t most_bytes = std::uintmax_t{16} << 20;
  };
  explicit PresentLog(Options options) : options_(std::move(options)) {}

  void add(Presented presented);
  /// Writes what is added until it is told to stop, then the rest.
  void run(std::stop_token stop);

 private:
  void write(const std::vector<Presented>& lines);

  Options options_;
  Presented last_;  // the main thread's
  bool begun_ = false;

  std::mutex mutex_;
  std::condition_variable_any added_;
  std::vector<Presented> waiting_;  // guarded by mutex_
  std::uint64_t left_out_ = 0;      // guarded by mutex_
  bool failed_ = false;             // the writer's: told once
};

}  // namespace madang
