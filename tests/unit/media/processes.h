// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace madang::test {

/// Empty for a file that is not there, or of a process that ends while we read.
inline std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

/// By /proc; those that are dead and wait to be reaped, too.
inline std::set<pid_t> children_of(pid_t parent) {
  std::set<pid_t> found;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos)
      continue;
    const std::string stat = content(entry.path() / "stat");
    const std::size_t after_name = stat.rfind(')');
    int its = 0;
    char state = 0;
    if (after_name != std::string::npos &&
        std::sscanf(stat.c_str() + after_name + 1, " %c %d", &state, &its) == 2 && its == parent)
      found.insert(std::stoi(name));
  }
  return found;
}

/// True for one that is dead and waits to be reaped, too: an orphan waits for the first process of the machine,
/// and that of a container may never reap.
inline bool has_ended(pid_t process) {
  const std::string stat = content("/proc/" + std::to_string(process) + "/stat");
  const std::size_t after_name = stat.rfind(')');
  return after_name == std::string::npos || stat.compare(after_name, 3, ") Z") == 0 ||
         stat.compare(after_name, 3, ") X") == 0;
}

/// What its descriptors are, from 0 on.
inline std::vector<std::string> descriptors_of(pid_t pid) {
  std::vector<std::string> held;
  for (int fd = 0; fd < 64; ++fd) {
    std::error_code none;
    const auto target =
        std::filesystem::read_symlink("/proc/" + std::to_string(pid) + "/fd/" + std::to_string(fd), none);
    if (!none)
      held.push_back(target.string());
  }
  return held;
}

/// How many it may have; -1 where the soft limit and the hard one differ.
inline int most_descriptors_of(pid_t pid) {
  const std::string limits = content("/proc/" + std::to_string(pid) + "/limits");
  const std::size_t line = limits.find("Max open files");
  int soft = 0;
  int hard = 0;
  return line != std::string::npos &&
                 std::sscanf(limits.c_str() + line, "Max open files %d %d", &soft, &hard) == 2 && soft == hard
             ? soft
             : -1;
}

}  // namespace madang::test
