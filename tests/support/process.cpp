// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

extern char** environ;

namespace madang::test {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::abort();
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& more) {
  std::vector<std::string> all;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view line = *each;
    if (!more.contains(std::string(line.substr(0, line.find('=')))))
      all.emplace_back(line);
  }
  for (const auto& [name, value] : more)
    all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> list;
  for (auto& each : strings)
    list.push_back(each.data());
  list.push_back(nullptr);
  return list;
}

}  // namespace

std::filesystem::path program(std::string_view name) {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;  // the tests lie beside it
}

Process::Process(const std::vector<std::string>& command, const ProcessOptions& options) {
  int out[2];
  int err[2];
  if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0)
    give_up("pipe2");
  auto arguments = command;
  auto environment = environment_with(options.environment);
  const auto argv = pointers(arguments);
  const auto envp = pointers(environment);
  pid_ = ::fork();
  if (pid_ < 0)
    give_up("fork");
  if (pid_ == 0) {
    // Between fork and exec only calls that are safe in a signal handler.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test program that crashes leaves nothing behind
    ::dup2(out[1], STDOUT_FILENO);
    ::dup2(err[1], STDERR_FILENO);
    if (!options.folder.empty() && ::chdir(options.folder.c_str()) != 0)
      ::_exit(127);
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }
  ::close(out[1]);
  ::close(err[1]);
  out_.reset(out[0]);
  err_.reset(err[0]);
  reader_ = std::jthread([this] { read_all(); });
}

Process::~Process() {
  kill();
}

void Process::read_all() {
  pollfd heard[2] = {{out_.get(), POLLIN, 0}, {err_.get(), POLLIN, 0}};
  char buffer[4096];
  while (heard[0].fd >= 0 || heard[1].fd >= 0) {
    if (::poll(heard, 2, -1) < 0 && errno != EINTR)
      return;
    for (int i = 0; i < 2; ++i) {
      if (heard[i].fd < 0 || heard[i].revents == 0)
        continue;
      const ssize_t got = ::read(heard[i].fd, buffer, sizeof buffer);
      if (got <= 0) {
        heard[i].fd = -1;
        continue;
      }
      const std::lock_guard lock(mutex_);
      (i == 0 ? output_ : errors_).append(buffer, static_cast<size_t>(got));
    }
  }
}

std::string Process::output() const {
  const std::lock_guard lock(mutex_);
  return output_;
}

std::string Process::errors() const {
  const std::lock_guard lock(mutex_);
  return errors_;
}

void Process::signal(int number) const {
  if (!ended_)
    ::kill(pid_, number);
}

std::optional<int> Process::wait(std::chrono::milliseconds most) {
  const auto until = Clock::now() + most;
  while (!ended_) {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      // A grandchild may hold the pipes open; what it says is not waited for.
      if (reader_.joinable())
        reader_.join();
      break;
    }
    if (Clock::now() >= until)
      return std::nullopt;
    std::this_thread::sleep_for(2ms);
  }
  return ended_;
}

int Process::stop(std::chrono::milliseconds most) {
  signal(SIGTERM);
  if (const auto code = wait(most))
    return *code;
  kill();
  return ended_.value_or(-1);
}

void Process::kill() {
  signal(SIGKILL);
  wait(10s);
}

bool Process::running() {
  return !wait(0ms);
}

bool Process::wait_for(std::string_view text, std::chrono::milliseconds most) {
  const auto said = [&] {
    return output().find(text) != std::string::npos || errors().find(text) != std::string::npos;
  };
  eventually([&] { return said() || !running(); }, most);
  return said();
}

Ended run_to_end(const std::vector<std::string>& command, const ProcessOptions& options,
                 std::chrono::milliseconds most) {
  Process process(command, options);
  const int code = process.wait(most).value_or(-1);
  if (code == -1)
    process.kill();
  return {code, process.output(), process.errors()};
}

bool eventually(const std::function<bool()>& holds, std::chrono::milliseconds most) {
  const auto until = Clock::now() + most;
  while (!holds()) {
    if (Clock::now() >= until)
      return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

}  // namespace madang::test
