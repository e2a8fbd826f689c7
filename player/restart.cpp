// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/restart.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "content-schema/base/clock.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr const char* k_reason = "MADANG_RESTARTED";     // for the one that comes after us
constexpr const char* k_count = "MADANG_RESTART_COUNT";  // in a row, this one included
constexpr int k_most_doublings = 6;
constexpr Millis k_first_pause = 125ms;  // doubles: 8 s at most

struct Command {
  std::vector<char*> words;
  std::vector<char*> environment;  // without our two, for which there is room at the end
  std::optional<std::string> because;
};

Command& command() {
  static Command one;
  return one;
}

std::atomic<int> restarts{0};  // in a row, this program's own included
std::atomic<bool> may_exit{false};
std::atomic<bool> under_way{false};

std::atomic<bool> asked_to_end{false};
static_assert(std::atomic<bool>::is_always_lock_free);  // a signal handler writes it
struct sigaction before_term {};
struct sigaction before_int {};

void ask_to_end(int signal) {
  asked_to_end = true;
  const struct sigaction& before = signal == SIGTERM ? before_term : before_int;
  if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN)
    before.sa_handler(signal);
}

/// Without waiting: whoever reads our log may be what hangs.
void say_restart(const char* reason) {
  std::array<char, 256> line{};
  const int length = std::snprintf(line.data(), line.size(), "madang-player: starting again: %s\n", reason);
  pollfd log{STDERR_FILENO, POLLOUT, 0};
  if (length > 0 && ::poll(&log, 1, 0) == 1 && (log.revents & POLLOUT) != 0) {
    [[maybe_unused]] const ssize_t done =
        ::write(STDERR_FILENO, line.data(), std::min(static_cast<size_t>(length), line.size() - 1));
  }
}

void on_exit() {
  if (!may_exit && !asked_to_end)
    restart("the display went away");
}

}  // namespace

void prepare_restarts(int argc, char** argv) {
  Command& kept = command();
  kept.words.assign(argv, argv + argc);
  kept.words.push_back(nullptr);
  for (char** each = environ; *each != nullptr; ++each) {
    const auto is = [&](const char* name) {
      const size_t length = std::strlen(name);
      return std::strncmp(*each, name, length) == 0 && (*each)[length] == '=';
    };
    if (!is(k_reason) && !is(k_count))
      kept.environment.push_back(*each);
  }
  kept.environment.insert(kept.environment.end(), 3, nullptr);
  if (const char* reason = std::getenv(k_reason))
    kept.because = reason;
  if (const char* count = std::getenv(k_count); count != nullptr && kept.because)
    restarts = std::clamp(std::atoi(count), 0, 1'000'000);
  std::atexit(on_exit);
  if (const int before = restarts; before > 0) {
    const Millis pause = k_first_pause * (1 << std::min(before - 1, k_most_doublings));
    ::poll(nullptr, 0, static_cast<int>(pause.count()));
  }
}

void hear_ends() noexcept {
  struct sigaction ours {};
  ours.sa_handler = ask_to_end;
  ::sigaction(SIGTERM, &ours, &before_term);
  ::sigaction(SIGINT, &ours, &before_int);
}

void allow_exit() noexcept {
  may_exit = true;
}

const std::optional<std::string>& restarted_because() {
  return command().because;
}

void forget_restarts() noexcept {
  restarts = 0;
}

void restart(const char* reason) noexcept {
  // One of us is enough; exec ends the others where they stand.
  while (under_way.exchange(true))
    ::pause();
  if (asked_to_end)
    ::_exit(0);
  say_restart(reason);
  std::array<char, 256> because{};
  std::array<char, 64> count{};
  std::snprintf(because.data(), because.size(), "%s=%s", k_reason, reason);
  std::snprintf(count.data(), count.size(), "%s=%d", k_count, restarts.load() + 1);
  Command& again = command();
  if (!again.words.empty()) {
    // In place: the thread that hangs may hold malloc's lock.
    again.environment.end()[-3] = because.data();
    again.environment.end()[-2] = count.data();
    ::execve("/proc/self/exe", again.words.data(), again.environment.data());
  }
  ::_exit(70);  // EX_SOFTWARE: whoever supervises us may do better
}

}  // namespace madang
