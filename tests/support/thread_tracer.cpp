// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/thread_tracer.h"

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <map>

namespace madang::test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> command(pid_t thread, const std::optional<Step>& kill_at, const fs::path& log) {
  std::vector<std::string> words{"/usr/bin/env", "strace", "-p", std::to_string(thread), "-o", log.string()};
  if (kill_at) {
    words.insert(words.end(),
                 {"-e", "inject=" + kill_at->call + ":signal=SIGKILL:when=" + std::to_string(kill_at->nth)});
  }
  return words;
}

}  // namespace

std::optional<pid_t> thread_of(pid_t process, const std::string& name) {
  for (const auto& each : fs::directory_iterator("/proc/" + std::to_string(process) + "/task")) {
    std::ifstream in(each.path() / "comm");
    std::string its_name;
    if (std::getline(in, its_name) && its_name == name)
      return std::stoi(each.path().filename());
  }
  return std::nullopt;
}

ThreadTracer::ThreadTracer(pid_t thread, const std::optional<Step>& kill_at)
    : process_(command(thread, kill_at, folder_ / "trace")) {
  if (!process_.wait_for("attached"))
    std::abort();
}

std::vector<Step> ThreadTracer::end() {
  process_.stop();
  std::vector<Step> steps;
  std::map<std::string, int> counts;
  std::ifstream in(folder_ / "trace");
  for (std::string line; std::getline(in, line);) {
    const auto open = line.find('(');
    if (open == std::string::npos || std::islower(static_cast<unsigned char>(line.front())) == 0)
      continue;
    std::string call = line.substr(0, open);
    const int nth = ++counts[call];
    steps.push_back({std::move(call), nth});
  }
  return steps;
}

}  // namespace madang::test
