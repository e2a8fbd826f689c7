// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/decoder_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <string>
#include <vector>

namespace madang {
namespace {

/// Processes that were killed but had not gone when we looked.
class Graveyard {
 public:
  void add(pid_t pid) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(pid);
  }
  void sweep() {
    const std::lock_guard lock(mutex_);
    std::erase_if(waiting_, [](pid_t pid) { return ::waitpid(pid, nullptr, WNOHANG) != 0; });
  }

 private:
  std::mutex mutex_;
  std::vector<pid_t> waiting_;  // guarded by mutex_
};

Graveyard& graveyard() {
  static Graveyard one;
  return one;
}

/// posix_spawn's own two objects, with their ends.
struct SpawnPlan {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};
  SpawnPlan() {
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&attributes);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
  }
};

/// The same file under a number above those it will be given in the child, so that no dup2 overwrites
/// another's source.
UniqueFd out_of_the_way(int fd) {
  return UniqueFd(::fcntl(fd, F_DUPFD_CLOEXEC, 16));
}

}  // namespace

Result<DecoderProcess> DecoderProcess::start(const std::filesystem::path& program, int media,
                                             const RingMemory& memory, Task task) {
  graveyard().sweep();
  const UniqueFd media_fd = out_of_the_way(media);
  const UniqueFd memory_fd = out_of_the_way(memory.memory_fd());
  const UniqueFd doorbell_fd = out_of_the_way(memory.doorbell_fd());
  int code = media_fd.valid() && memory_fd.valid() && doorbell_fd.valid() ? 0 : errno;

  pid_t pid = -1;
  if (code == 0) {
    SpawnPlan plan;
    for (int fd = 0; fd < k_decoder_media_fd; ++fd) {
      ::posix_spawn_file_actions_addopen(&plan.files, fd, "/dev/null", fd == 0 ? O_RDONLY : O_WRONLY, 0);
    }
    ::posix_spawn_file_actions_adddup2(&plan.files, media_fd.get(), k_decoder_media_fd);
    ::posix_spawn_file_actions_adddup2(&plan.files, memory_fd.get(), k_decoder_memory_fd);
    ::posix_spawn_file_actions_adddup2(&plan.files, doorbell_fd.get(), k_decoder_doorbell_fd);
    // Libraries of ours may keep descriptors that are not close-on-exec (a display connection): none gets
    // through.
    ::posix_spawn_file_actions_addclosefrom_np(&plan.files, k_decoder_doorbell_fd + 1);
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&plan.attributes, &none);
    ::posix_spawnattr_setsigdefault(&plan.attributes, &all);
    ::posix_spawnattr_setflags(&plan.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    std::string name = program.string();
    std::string from = std::to_string(task.start.count());
    std::string mode = task.loop ? "loop" : "once";
    std::string sound = task.sound ? "sound" : "silent";
    std::string parent = std::to_string(::getpid());
    std::array<char*, 6> words{name.data(), from.data(), mode.data(), sound.data(), parent.data(), nullptr};
    std::array<char*, 1> environment{nullptr};  // it may hold secrets, and a decoder needs none of it
    code = ::posix_spawn(&pid, name.c_str(), &plan.files, &plan.attributes, words.data(), environment.data());
  }
  if (code != 0) {
    return fail(errno_kind(code), "영상 디코더 '{}' 프로그램을 실행하지 못했습니다: {}",
                "cannot start the video decoder '{}': {}", program.string(), errno_text(code));
  }
  return DecoderProcess(pid);
}

DecoderProcess& DecoderProcess::operator=(DecoderProcess&& other) noexcept {
  if (this != &other) {
    end();
    pid_ = std::exchange(other.pid_, -1);
    status_ = other.status_;
  }
  return *this;
}

std::optional<int> DecoderProcess::status() {
  if (pid_ > 0) {
    int status = 0;
    const pid_t done = ::waitpid(pid_, &status, WNOHANG);
    if (done == pid_) {
      pid_ = -1;
      status_ = status;
    } else if (done < 0 && errno == ECHILD) {  // somebody ignores SIGCHLD: it is gone, we know no more
      pid_ = -1;
      status_ = 0;
    }
  }
  return status_;
}

void DecoderProcess::end() noexcept {
  graveyard().sweep();
  if (status() || pid_ <= 0)
    return;
  ::kill(pid_, SIGKILL);
  const UniqueFd handle(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
  if (handle.valid()) {
    pollfd gone{.fd = handle.get(), .events = POLLIN, .revents = 0};
    ::poll(&gone, 1, 5);
  }
  if (!status())
    graveyard().add(std::exchange(pid_, -1));
}

}  // namespace madang
