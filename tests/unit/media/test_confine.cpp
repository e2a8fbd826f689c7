// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/confine.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <functional>
#include <thread>

#include "tests/support/catch.h"

namespace madang {
namespace {

/// How a process ends that confines itself and then does `deed`; the exit status is what the deed returns.
int end_of(const std::function<int()>& deed) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    confine();
    ::_exit(deed());
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return status;
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

bool is_killed(int status) {
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}
bool is_refused(int status) {
  return WIFEXITED(status) && WEXITSTATUS(status) == EPERM;
}

int code_of(bool failed) {
  return failed ? errno : 0;
}

TEST_CASE("a confined decoder that reaches for network, programs or processes is killed") {
  CHECK(is_killed(end_of([] { return code_of(::socket(AF_INET, SOCK_STREAM, 0) < 0); })));
  CHECK(is_killed(end_of([] { return code_of(::execl("/bin/true", "true", nullptr) < 0); })));
  CHECK(is_killed(end_of([] { return code_of(::vfork() < 0); })));
}

TEST_CASE("a confined decoder opens nothing, signals nobody and makes no code") {
  CHECK(is_refused(end_of([] { return code_of(::open("/etc/passwd", O_RDONLY) < 0); })));
  CHECK(is_refused(end_of([] { return code_of(::unlink("/tmp/nothing-of-this-name") < 0); })));
  CHECK(is_refused(end_of([] { return code_of(::kill(::getppid(), 0) < 0); })));
  CHECK(is_refused(
      end_of([] { return code_of(::syscall(SYS_tgkill, ::getppid(), ::getppid(), 0) < 0); })));
  CHECK(is_refused(end_of([] { return code_of(::fork() < 0); })));
  CHECK(is_refused(end_of([] {
    return code_of(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                          0) == MAP_FAILED);
  })));
}

TEST_CASE("a confined decoder can take memory, but no more than its share") {
  const auto memory_of = [](size_t bytes) {
    return end_of([bytes] {
      void* block =
          ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
      return code_of(block == MAP_FAILED);
    });
  };
  CHECK(memory_of(size_t{200} << 20) == 0);
  CHECK(WEXITSTATUS(memory_of(size_t{600} << 20)) == ENOMEM);
}

#endif

TEST_CASE("a confined decoder still starts threads") {
  CHECK(end_of([] {
          int result = 1;
          std::thread([&result] { result = 0; }).join();
          return result;
        }) == 0);
}

}  // namespace
}  // namespace madang
