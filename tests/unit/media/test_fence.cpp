// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/fence.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <functional>
#include <thread>

#include "player/media/confine.h"
#include "player/media/decoder_orders.h"
#include "player/media/hardware.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/media/fences.h"

namespace madang {
namespace {

using namespace test;
namespace fs = std::filesystem;

constexpr int k_no_fence = 200;  // above all of errno that is met here

int end_of(const std::function<int()>& life) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0)
    ::_exit(life());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return status;
}

/// How a process ends that is fenced in with /dev/null for its V4L2 device, is confined, and then does
/// `deed`: the errno, 0 where that went well.
int code_in_reach_of_v4l2(const std::function<bool()>& deed) {
  const int status = end_of([&] {
    if (raise_fence(Hardware::gates(HardwareKind::v4l2_m2m, {"/dev/null"})) == Fence::none)
      return k_no_fence;
    confine(Hardware(HardwareKind::v4l2_m2m, nullptr).reach());
    errno = 0;
    return deed() ? 0 : errno;
  });
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

bool opens(const fs::path& path, int flags) {
  return ::open(path.c_str(), flags, 0600) >= 0;
}

TEST_CASE("a decoder with a V4L2 device opens its node, reads the names in /dev, and opens nothing else") {
  if (!can_fence())
    return;
  CHECK(code_in_reach_of_v4l2([] { return opens("/dev/null", O_RDWR | O_NONBLOCK); }) == 0);
  CHECK(code_in_reach_of_v4l2([] {
          DIR* names = ::opendir("/dev");
          return names != nullptr && ::readdir(names) != nullptr;
        }) == 0);

  const TempFolder folder;
  const fs::path file = folder.write("file", "of somebody");
  for (const fs::path& other : {fs::path("/etc/passwd"), fs::path("/dev/zero"), fs::path("/dev/mem"), file}) {
    if (!fs::exists(other))
      continue;
    CAPTURE(other);
    CHECK(code_in_reach_of_v4l2([&] { return opens(other, O_RDONLY); }) == EACCES);
    CHECK(code_in_reach_of_v4l2([&] { return opens(other, O_WRONLY); }) == EACCES);
  }
  CHECK(code_in_reach_of_v4l2([] { return opens("/etc", O_RDONLY | O_DIRECTORY); }) == EACCES);
  CHECK(code_in_reach_of_v4l2([&] { return opens(folder / "new", O_WRONLY | O_CREAT); }) != 0);
  CHECK(code_in_reach_of_v4l2([&] { return opens(folder.path(), O_WRONLY | O_TMPFILE); }) != 0);
  CHECK_FALSE(fs::exists(folder / "new"));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

TEST_CASE("a decoder with a V4L2 device gains no more than that") {
  if (!can_fence())
    return;
  CHECK(code_in_reach_of_v4l2([] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }) == -SIGSYS);
  CHECK(code_in_reach_of_v4l2([] { return ::execl("/bin/true", "true", nullptr) == 0; }) == -SIGSYS);
  CHECK(code_in_reach_of_v4l2([] { return ::unlink("/tmp/nothing-of-this-name") == 0; }) == EPERM);
  CHECK(code_in_reach_of_v4l2([] { return opens("/etc/passwd", O_PATH); }) == EPERM);
  CHECK(code_in_reach_of_v4l2([] { return ::fcntl(0, F_DUPFD, 6) >= 0; }) == EPERM);

  const auto ask = [](unsigned long request) {
    return code_in_reach_of_v4l2([=] {
      while (true) {
        const int node = ::open("/dev/null", O_RDWR);
        if (node > k_decoder_doorbell_fd)
          return ::ioctl(node, request, nullptr) == 0;
      }
    });
  };
  CHECK(ask(_IO('V', 0)) == ENOTTY);  // which /dev/null does not understand
  CHECK(ask(_IO('d', 0)) == EPERM);
  CHECK(ask(TIOCSTI) == EPERM);
}

TEST_CASE("a decoder that may open things behind a fence opens nothing where none stands") {
  const int status = end_of([] {
    confine(Hardware(HardwareKind::v4l2_m2m, nullptr).reach());
    return opens("/dev/null", O_RDONLY) ? 0 : errno;
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == EPERM);
}

#endif

TEST_CASE("a fence holds for threads that are started behind it") {
  if (!can_fence())
    return;
  CHECK(end_of([] {
          if (raise_fence({.nodes = {"/dev/null"}, .readable = {}, .listed = {}}) == Fence::none)
            return k_no_fence;
          bool opened = true;
          std::thread([&] { opened = opens("/etc/passwd", O_RDONLY); }).join();
          return opened ? 1 : 0;
        }) == 0);
}

TEST_CASE("there is no fence round a process whose threads would stay outside") {
  CHECK(end_of([] {
          std::atomic<bool> over = false;
          std::thread driver([&] { over.wait(false); });
          const bool stands = raise_fence({}) == Fence::stands;
          over = true;
          over.notify_all();
          driver.join();
          return stands ? 1 : 0;
        }) == 0);
}

}  // namespace
}  // namespace madang
