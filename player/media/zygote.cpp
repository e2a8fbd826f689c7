// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/zygote.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

#include "content-schema/base/log.h"

namespace madang {
namespace {

// For a zygote that was killed to go: in the midst of playing, and when there is nothing else to do.
constexpr Millis k_patience{5};
constexpr Millis k_last_patience{1000};

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

/// The same end under a number above those it will be given in the child, so that nothing opened there
/// overwrites it.
UniqueFd out_of_the_way(int fd) {
  return UniqueFd(::fcntl(fd, F_DUPFD_CLOEXEC, 16));
}

/// True for one that somebody else has reaped, too (who ignores SIGCHLD).
bool has_gone(pid_t pid, Millis patience = Millis{0}) {
  const UniqueFd handle(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  if (handle.valid() && patience > Millis{0}) {
    pollfd gone{.fd = handle.get(), .events = POLLIN, .revents = 0};
    ::poll(&gone, 1, static_cast<int>(patience.count()));
  }
  return ::waitpid(pid, nullptr, WNOHANG) != 0;
}

}  // namespace

Zygote::~Zygote() {
  lose();
  for (const pid_t pid : dying_)
    has_gone(pid, k_last_patience);
}

Status Zygote::warm() {
  hear(std::chrono::steady_clock::now());
  return line_.valid() ? Status{} : spawn();
}

Status Zygote::spawn() {
  std::array<int, 2> ends{-1, -1};
  int code = ::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) == 0 ? 0 : errno;
  UniqueFd ours(ends[0]);
  const UniqueFd low(ends[1]);
  const UniqueFd theirs = out_of_the_way(low.get());
  if (code == 0 && !theirs.valid())
    code = errno;
  pid_t pid = -1;
  if (code == 0) {
    SpawnPlan plan;
    for (int fd = 0; fd < k_zygote_line_fd; ++fd)
      ::posix_spawn_file_actions_addopen(&plan.files, fd, "/dev/null", fd == 0 ? O_RDONLY : O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&plan.files, theirs.get(), k_zygote_line_fd);
    // Libraries of ours may keep descriptors that are not close-on-exec (a display connection): none gets
    // through.
    ::posix_spawn_file_actions_addclosefrom_np(&plan.files, k_zygote_line_fd + 1);
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&plan.attributes, &none);
    ::posix_spawnattr_setsigdefault(&plan.attributes, &all);
    ::posix_spawnattr_setflags(&plan.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    std::string name = program_.string();
    std::string parent = std::to_string(::getpid());
    std::array<char*, 3> words{name.data(), parent.data(), nullptr};
    std::array<char*, 1> environment{nullptr};  // it may hold secrets, and a decoder needs none of it
    code = ::posix_spawn(&pid, name.c_str(), &plan.files, &plan.attributes, words.data(), environment.data());
  }
  if (code != 0) {
    return fail(errno_kind(code), "영상 디코더 '{}' 프로그램을 실행하지 못했습니다: {}",
                "cannot start the video decoder '{}': {}", program_.string(), errno_text(code));
  }
  pid_ = pid;
  line_ = std::move(ours);
  begun_ = ordered_;
  patience_.emplace(std::chrono::steady_clock::now());
  return {};
}

Result<std::uint32_t> Zygote::order(int media, const RingMemory& memory, const DecoderTask& task) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (Status warmed = warm(); !warmed)
      return fail(warmed.error());
    if (send({.kind = DecoderOrder::Kind::start,
              .number = ordered_ + 1,
              .start_ms = task.start.count(),
              .loop = task.loop ? 1U : 0U,
              .sound = task.sound ? 1U : 0U,
              .hardware = task.hardware ? 1U : 0U,
              .whole = task.whole ? 1U : 0U},
             &memory, media)) {
      decoders_.emplace(++ordered_, std::nullopt);
      return ordered_;
    }
    lose();
  }
  return fail(ErrorKind::unavailable, "영상 디코더 '{}' 프로그램이 응답하지 않습니다.",
              "the video decoder '{}' does not answer.", program_.string());
}

std::optional<DecoderEnd> Zygote::end_of(std::uint32_t decoder) {
  hear(std::chrono::steady_clock::now());
  const auto found = decoders_.find(decoder);
  return found != decoders_.end() ? found->second : std::nullopt;
}

void Zygote::end(std::uint32_t decoder) noexcept {
  const auto found = decoders_.find(decoder);
  if (found == decoders_.end())
    return;
  const bool runs = !found->second;
  decoders_.erase(found);
  if (runs && !send({.kind = DecoderOrder::Kind::end, .number = decoder}, nullptr, -1))
    lose();
  if (decoders_.empty() && stay_ == Stay::while_used)
    lose();
}

void Zygote::reap() noexcept {
  std::erase_if(dying_, [](pid_t pid) { return has_gone(pid); });
}

bool Zygote::send(const DecoderOrder& order, const RingMemory* memory, int media) const noexcept {
  DecoderOrder copy = order;
  iovec bytes{&copy, sizeof copy};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(3 * sizeof(int))> room{};
  if (memory != nullptr) {
    const std::array<int, 3> descriptors{media, memory->memory_fd(), memory->doorbell_fd()};
    message.msg_control = room.data();
    message.msg_controllen = room.size();
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof descriptors);
    std::memcpy(CMSG_DATA(head), descriptors.data(), sizeof descriptors);
  }
  return ::sendmsg(line_.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT) == static_cast<ssize_t>(sizeof copy);
}

void Zygote::hear(SteadyTime now) noexcept {
  while (line_.valid()) {
    DecoderNews news;
    const ssize_t got = ::recv(line_.get(), &news, sizeof news, MSG_DONTWAIT);
    if (got == static_cast<ssize_t>(sizeof news))
      take(news);
    else if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
      break;
    else if (got >= 0 || errno != EINTR)
      lose();
  }
  // It owes nothing but to begin what was ordered, which takes a millisecond.
  if (line_.valid() && patience_->ran_out({.published = begun_, .full = begun_ == ordered_}, now)) {
    log::warning("the video decoder's zygote does not answer: it is started again");
    lose();
  }
}

void Zygote::take(const DecoderNews& news) noexcept {
  if (news.kind == DecoderNews::Kind::began) {
    begun_ = news.number;
    return;
  }
  const auto decoder = decoders_.find(news.number);
  if (decoder != decoders_.end())
    decoder->second = DecoderEnd{.with_zygote = false, .status = news.status};
}

/// Also how it is ended. Its decoders die with it.
void Zygote::lose() noexcept {
  line_.reset();
  for (auto& [number, end] : decoders_) {
    if (!end)
      end = DecoderEnd{.with_zygote = true, .status = 0};
  }
  const pid_t pid = std::exchange(pid_, -1);
  if (pid <= 0)
    return;
  ::kill(pid, SIGKILL);
  if (!has_gone(pid, k_patience))
    dying_.push_back(pid);
}

Result<DecoderProcess> DecoderProcess::start(std::shared_ptr<Zygote> zygote, int media,
                                             const RingMemory& memory, const DecoderTask& task) {
  const auto number = zygote->order(media, memory, task);
  if (!number)
    return fail(number.error());
  return DecoderProcess(std::move(zygote), *number);
}

Decoders::Decoders(const std::filesystem::path& program)
    : plain(std::make_shared<Zygote>(program, Zygote::Stay::always)),
      refining(std::make_shared<Zygote>(program.parent_path() / "madang-refining-decoder",
                                        Zygote::Stay::while_used)) {}

}  // namespace madang
