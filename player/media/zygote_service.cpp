// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/zygote_service.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <vector>

namespace madang {
namespace {

constexpr size_t k_most_decoders = 64;
constexpr int k_no_decoder = W_EXITCODE(71, 0);  // EX_OSERR: there was no fork

struct Delivery {
  DecoderOrder order;
  std::array<UniqueFd, 3> descriptors;  // clip, memory, doorbell; where it starts one
};

/// Nothing where the player is gone, or says what it never says.
std::optional<Delivery> receive(int line) {
  Delivery delivery;
  iovec bytes{&delivery.order, sizeof delivery.order};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(3 * sizeof(int))> room{};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = room.data();
  message.msg_controllen = room.size();
  ssize_t got = 0;
  do {
    got = ::recvmsg(line, &message, MSG_CMSG_CLOEXEC);
  } while (got < 0 && errno == EINTR);
  size_t count = 0;
  if (const cmsghdr* head = CMSG_FIRSTHDR(&message); head != nullptr && head->cmsg_type == SCM_RIGHTS) {
    std::array<int, 3> numbers{};
    count = std::min<size_t>((head->cmsg_len - CMSG_LEN(0)) / sizeof(int), numbers.size());
    std::memcpy(numbers.data(), CMSG_DATA(head), count * sizeof(int));
    for (size_t i = 0; i < count; ++i)
      delivery.descriptors[i].reset(numbers[i]);
  }
  if (got != static_cast<ssize_t>(sizeof delivery.order) ||
      count != (delivery.order.kind == DecoderOrder::Kind::start ? 3 : 0))
    return std::nullopt;
  return delivery;
}

void tell(int line, const DecoderNews& news) {
  // A player that does not listen has its own watchdog.
  ::send(line, &news, sizeof news, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/// From here on nothing of the zygote's is open, and the decoder dies with it.
void take_place(pid_t zygote, const Delivery& delivery) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != zygote)
    std::_Exit(0);  // it died before we could ask to be told
  int to = k_decoder_media_fd;
  for (const UniqueFd& each : delivery.descriptors) {
    if (::dup2(each.get(), to++) < 0)
      std::_Exit(71);
  }
  ::close_range(k_decoder_doorbell_fd + 1, ~0U, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// None where there was no fork.
std::optional<pid_t> start(Delivery delivery, const std::function<int(const DecoderTask&)>& decode) {
  // Above the numbers they will have, so that no dup2 overwrites another's source.
  for (UniqueFd& each : delivery.descriptors)
    each.reset(::fcntl(each.get(), F_DUPFD_CLOEXEC, 16));
  const pid_t zygote = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0) {
    take_place(zygote, delivery);
    for (UniqueFd& each : delivery.descriptors)
      static_cast<void>(each.release());  // closed with the rest
    const DecoderOrder& order = delivery.order;
    std::exit(decode({.start = Millis(order.start_ms),
                      .loop = order.loop != 0,
                      .sound = order.sound != 0,
                      .hardware = order.hardware != 0,
                      .whole = order.whole != 0}));
  }
  return pid > 0 ? std::optional(pid) : std::nullopt;
}

struct Child {
  std::uint32_t number;
  pid_t pid;
};

}  // namespace

int serve_orders(const UniqueFd& line, const std::function<int(const DecoderTask&)>& decode) {
  sigset_t child_ended;
  ::sigemptyset(&child_ended);
  ::sigaddset(&child_ended, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &child_ended, nullptr);
  const UniqueFd ends(::signalfd(-1, &child_ended, SFD_CLOEXEC | SFD_NONBLOCK));
  if (!ends.valid())
    return 71;

  std::vector<Child> children;
  while (true) {
    std::array<pollfd, 2> wait{{{line.get(), POLLIN, 0}, {ends.get(), POLLIN, 0}}};
    if (::poll(wait.data(), wait.size(), -1) < 0 && errno != EINTR)
      return 71;

    if (wait[1].revents != 0) {
      signalfd_siginfo ignored;
      while (::read(ends.get(), &ignored, sizeof ignored) > 0) {
      }
      int status = 0;
      for (pid_t pid = 0; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;) {
        const auto child =
            std::find_if(children.begin(), children.end(), [&](const Child& one) { return one.pid == pid; });
        if (child == children.end())
          continue;
        tell(line.get(), {DecoderNews::Kind::ended, child->number, status});
        children.erase(child);
      }
    }
    if (wait[0].revents == 0)
      continue;

    auto delivery = receive(line.get());
    if (!delivery)
      return 0;
    const std::uint32_t number = delivery->order.number;
    if (delivery->order.kind == DecoderOrder::Kind::end) {
      for (const Child& child : children) {
        if (child.number == number)
          ::kill(child.pid, SIGKILL);  // not reaped: the number is still its
      }
      continue;
    }
    const auto pid = children.size() < k_most_decoders ? start(std::move(*delivery), decode) : std::nullopt;
    tell(line.get(), {DecoderNews::Kind::began, number, 0});
    if (pid)
      children.push_back({number, *pid});
    else
      tell(line.get(), {DecoderNews::Kind::ended, number, k_no_decoder});
  }
}

}  // namespace madang
