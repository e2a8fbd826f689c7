// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/ops/probe.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <string>

#include "content-schema/base/unique_fd.h"
#include "content-schema/base/wakeup.h"

extern char** environ;

namespace madang {
namespace {

constexpr std::size_t k_most_words = 16 * 1024;

tl::unexpected<Error> cannot_start(const std::filesystem::path& program, int code) {
  return fail(ErrorKind::unavailable, "릴리스를 살펴볼 '{}' 프로그램을 실행하지 못했습니다: {}",
              "cannot start '{}', which looks at releases: {}", program.string(), errno_text(code));
}

/// A child that is killed and waited for when this dies.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      wait();
    }
  }
  /// Once its pipe is closed; as waitpid says.
  int wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    return status;
  }

 private:
  pid_t pid_;
};

Result<pid_t> spawn(const ProbeOrder& order, int out) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, usual;
  sigemptyset(&none);
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  posix_spawnattr_setsigmask(&attributes, &none);  // our threads hear no signals
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string program = order.program.string(), folder = order.folder.string(), known = order.known.string();
  std::array<char*, 4> words{program.data(), folder.data(), known.empty() ? nullptr : known.data(), nullptr};
  pid_t pid = 0;
  const int code = ::posix_spawn(&pid, program.c_str(), &actions, &attributes, words.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (code != 0)
    return cannot_start(order.program, code);
  return pid;
}

/// All it says, up to the end of its pipe. Nothing where it did not come to one.
Result<std::string> listen(int in, const ProbeOrder& order, const std::stop_token& stop,
                           const Wakeup& wakeup) {
  std::string words;
  const auto until = std::chrono::steady_clock::now() + order.patience;
  for (;;) {
    const auto left = std::chrono::ceil<Millis>(until - std::chrono::steady_clock::now());
    if (stop.stop_requested())
      return fail(ErrorKind::unavailable, "멈추라는 요청을 받았습니다.", "asked to stop.");
    if (left <= Millis{0}) {
      return fail(ErrorKind::limit, "릴리스를 살펴보는 일이 {}초가 지나도 끝나지 않았습니다.",
                  "looking at the release took more than {} s.", order.patience.count() / 1000);
    }
    std::array<pollfd, 2> heard{{{in, POLLIN, 0}, {wakeup.fd(), POLLIN, 0}}};
    if (::poll(heard.data(), heard.size(), static_cast<int>(left.count())) < 0 && errno != EINTR)
      return fail(ErrorKind::bug, "poll이 실패했습니다: {}", "poll failed: {}", errno_text(errno));
    if (heard[0].revents == 0)
      continue;
    std::array<char, 4096> block{};
    const ssize_t got = ::read(in, block.data(), block.size());
    if (got == 0 || (got < 0 && errno != EINTR))
      return words;
    if (got > 0 && words.size() < k_most_words)
      words.append(block.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

Status probe(const ProbeOrder& order, std::stop_token stop) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    return cannot_start(order.program, errno);
  const UniqueFd in(ends[0]);
  UniqueFd out(ends[1]);
  const auto wakeup = Wakeup::create();
  if (!wakeup)
    return fail(wakeup.error());
  const std::stop_callback wake(stop, [&] { wakeup->ring(); });
  const auto pid = spawn(order, out.get());
  if (!pid)
    return fail(pid.error());
  Child child(*pid);
  out.reset();
  const auto words = listen(in.get(), order, stop, *wakeup);
  if (!words)
    return fail(words.error());
  const int status = child.wait();
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
    return {};
  if (WIFSIGNALED(status)) {
    return fail(
        ErrorKind::invalid,
        "릴리스를 살펴보던 프로그램이 죽었습니다(신호 {}). 파일 하나가 몹시 잘못된 듯합니다.",
        "the program that looked at the release died of signal {}; one of its files must be very wrong.",
        WTERMSIG(status));
  }
  const auto line = words->find('\n');
  if (WEXITSTATUS(status) != 1 || line == std::string::npos)
    return cannot_start(order.program, ENOEXEC);
  return fail(
      Error{ErrorKind::invalid,
            {words->substr(0, line), words->substr(line + 1, words->find('\n', line + 1) - line - 1)}});
}

}  // namespace madang
