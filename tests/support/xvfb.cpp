// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/xvfb.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "content-schema/base/unique_fd.h"

namespace madang::test {
namespace {

constexpr int k_start_limit_ms = 20'000;

[[noreturn]] void become_xvfb(int report, const char* screen) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  const int nowhere = ::open("/dev/null", O_RDWR);
  for (const int fd : {0, 1, 2})
    ::dup2(nowhere, fd);
  const std::string number = std::to_string(report);
  ::execlp("Xvfb", "Xvfb", "-displayfd", number.c_str(), "-screen", "0", screen, "-nolisten", "tcp",
           "-noreset", "-nocursor", static_cast<char*>(nullptr));
  ::_exit(127);
}

/// The number that Xvfb writes once it listens; empty when it died or took too long.
std::string read_number(int fd) {
  std::string text;
  while (text.empty() || text.back() != '\n') {
    pollfd ready{fd, POLLIN, 0};
    if (::poll(&ready, 1, k_start_limit_ms) <= 0)
      return {};
    std::array<char, 16> bytes{};
    const ssize_t count = ::read(fd, bytes.data(), bytes.size());
    if (count <= 0)
      return {};
    text.append(bytes.data(), size_t(count));
  }
  text.pop_back();
  return text;
}

void end(pid_t pid) {
  ::kill(pid, SIGTERM);
  while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace

Result<Xvfb> Xvfb::start(Size size, int depth) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0)
    return fail(ErrorKind::unavailable, "파이프를 만들 수 없습니다", "cannot make a pipe");
  const UniqueFd from(ends[0]);
  UniqueFd to(ends[1]);
  ::fcntl(from.get(), F_SETFD, FD_CLOEXEC);

  const std::string screen =
      std::to_string(size.width) + "x" + std::to_string(size.height) + "x" + std::to_string(depth);
  const pid_t pid = ::fork();
  if (pid == 0)
    become_xvfb(to.get(), screen.c_str());
  to.reset();
  if (pid < 0)
    return fail(ErrorKind::unavailable, "프로세스를 만들 수 없습니다", "cannot fork");
  const std::string number = read_number(from.get());
  if (number.empty()) {
    end(pid);
    return fail(ErrorKind::not_found, "Xvfb를 시작할 수 없습니다(패키지: xvfb)",
                "cannot start Xvfb (package: xvfb)");
  }
  return Xvfb(pid, ":" + number);
}

Xvfb::~Xvfb() {
  if (pid_ > 0)
    end(pid_);
}

}  // namespace madang::test
