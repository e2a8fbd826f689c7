// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/confine.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <functional>
#include <thread>

#include "player/media/decoder_orders.h"
#include "tests/support/catch.h"

namespace madang {
namespace {

/// How a process ends that confines itself and then does `deed`; the exit status is what the deed returns.
int end_of(const std::function<int()>& deed, const Reach& reach = {}) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    confine(reach);
    ::_exit(deed());
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return status;
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

constexpr Reach k_vaapi{.letters = "db"};

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
  CHECK(is_refused(end_of([] { return code_of(::syscall(SYS_tgkill, ::getppid(), ::getppid(), 0) < 0); })));
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

TEST_CASE("a decoder with a device asks it, and gains nothing else") {
  const auto end = [](const std::function<int()>& deed) { return end_of(deed, k_vaapi); };
  CHECK(is_killed(end([] { return code_of(::socket(AF_UNIX, SOCK_STREAM, 0) < 0); })));
  CHECK(is_killed(end([] { return code_of(::execl("/bin/true", "true", nullptr) < 0); })));
  CHECK(is_refused(end([] { return code_of(::open("/dev/null", O_RDONLY) < 0); })));
  CHECK(is_refused(end([] { return code_of(::fork() < 0); })));

  const auto ask = [](int fd, unsigned long request, const Reach& reach) {
    return end_of([&] { return code_of(::ioctl(fd, request, nullptr) < 0); }, reach);
  };
  const int device = ::fcntl(0, F_DUPFD_CLOEXEC, k_decoder_doorbell_fd + 1);
  REQUIRE(device > k_decoder_doorbell_fd);
  constexpr unsigned long k_drm = _IO('d', 0x00);
  constexpr unsigned long k_dma_buf = _IO('b', 0x00);
  for (const unsigned long request : {k_drm, k_dma_buf}) {
    const int status = ask(device, request, k_vaapi);  // which it then does not understand
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) != EPERM);
    CHECK(is_refused(ask(device, request, Reach{})));
    CHECK(is_refused(ask(k_decoder_media_fd, request, k_vaapi)));
  }
  CHECK(is_refused(ask(device, TIOCSTI, k_vaapi)));
  ::close(device);
}

TEST_CASE("threads that a driver started are confined with the rest") {
  CHECK(is_killed([] {
    const pid_t child = ::fork();
    if (child == 0) {
      std::atomic<bool> confined = false;
      std::thread driver([&] {
        while (!confined)
          std::this_thread::yield();
        ::socket(AF_UNIX, SOCK_STREAM, 0);
      });
      confine(k_vaapi);
      confined = true;
      driver.join();
      ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return status;
  }()));
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
