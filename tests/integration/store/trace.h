// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace madang::test {

/// A system call that can change what is on a disk, as strace saw it.
struct Call {
  std::string name;                          ///< `write`, `renameat`...
  int nth = 0;                               ///< of its name in that process, from 1, as `inject` counts
  std::vector<std::filesystem::path> paths;  ///< absolute; of a descriptor, that of its file
  std::string bytes;                         ///< what `write` was given
  std::string flags;                         ///< the rest of its arguments, as strace writes them
  std::optional<long> result;                ///< -1: failed; nothing: the process ended in it
};

/// What to do to one call: `error=EIO` or `signal=SIGKILL`.
struct Injection {
  enum class Repeat { once, from_then_on };
  std::string call;
  int nth = 0;
  std::string what;
  Repeat repeat = Repeat::once;
};

struct Traced {
  int code = -1;            ///< exit code, or 128 + signal
  std::string output;       ///< of the program
  std::vector<Call> calls;  ///< those on paths below `root`, in their order
};

/// Runs a program of one thread to its end under strace(1), which sees what it writes below `root`. A call
/// that is killed has done nothing; one that is given an error neither.
Traced run_traced(const std::vector<std::string>& command, const std::filesystem::path& root,
                  const std::optional<Injection>& injection = std::nullopt);

}  // namespace madang::test
