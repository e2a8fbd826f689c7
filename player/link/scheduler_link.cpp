// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/link/scheduler_link.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>
#include <variant>

#include "content-schema/base/digest.h"
#include "content-schema/base/log.h"
#include "content-schema/wire/check.h"
#include "content-schema/wire/codec.h"
#include "content-schema/wire/local_socket.h"

namespace madang {
namespace {

/// What is not sent yet never grows beyond this; the rest waits in the mailboxes.
constexpr size_t k_most_outgoing = 64 << 10;

void append(std::string& outgoing, const Message& message) {
  const auto framed = frame(encode(message));
  if (framed)
    outgoing += *framed;
  else
    log::warning("cannot send a report: {}", framed.error().message.en);
}

/// False when the connection is lost.
bool send_some(const UniqueFd& fd, std::string& outgoing) {
  while (!outgoing.empty()) {
    const ssize_t put = ::send(fd.get(), outgoing.data(), outgoing.size(), MSG_NOSIGNAL);
    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return errno == EAGAIN;
    outgoing.erase(0, static_cast<size_t>(put));
  }
  return true;
}

}  // namespace

Result<SchedulerLink> SchedulerLink::create(Options options, std::function<void()> ring) {
  if (const auto address = local_address(options.socket); !address)
    return fail(address.error());
  if (!options.memory.empty()) {
    std::error_code failure;
    std::filesystem::create_directories(options.memory, failure);
    if (failure)
      log::warning("cannot make the folder '{}': {}", options.memory.string(), failure.message());
  }
  return Wakeup::create().map([&](Wakeup wakeup) {
    SchedulerLink link(std::move(options), std::move(wakeup));
    link.recall();
    link.ring_ = std::move(ring);  // nobody listens before create has returned
    return link;
  });
}

void SchedulerLink::recall() {
  for (const auto kind : {Memory::Kind::programme, Memory::Kind::alarms}) {
    if (const auto bytes = memory_.recall(kind))
      accept(*bytes);
  }
}

void SchedulerLink::send(PlayerReport report) {
  box_->report.put(std::move(report));
  wakeup_.ring();
}

void SchedulerLink::send(AlarmPresented presented) {
  if (!box_->presented.put(std::move(presented)))
    log::warning("forgot a presentation: too many wait for the scheduler");
  wakeup_.ring();
}

void SchedulerLink::run(std::stop_token stop) {
  const std::stop_callback wake(stop, [this] { wakeup_.ring(); });
  Millis retry = options_.first_retry;
  while (!stop.stop_requested()) {
    if (converse(stop)) {
      retry = options_.first_retry;
      box_->connected.store(false);
      if (ring_)
        ring_();
    }
    // Rings of send() end the wait early; then trying a little sooner does no harm, as reports are rare.
    pollfd door{wakeup_.fd(), POLLIN, 0};
    if (stop.stop_requested() || ::poll(&door, 1, static_cast<int>(retry.count())) != 0) {
      wakeup_.hear();
    }
    retry = std::min(retry * 2, options_.last_retry);
  }
}

bool SchedulerLink::converse(const std::stop_token& stop) {
  const auto address = local_address(options_.socket);
  const auto fd = make_local_socket();
  if (!address || !fd || connect_local(*fd, *address))
    return false;
  box_->connected.store(true);
  if (ring_)
    ring_();

  FrameReader reader;
  std::string outgoing;
  while (!stop.stop_requested()) {
    collect(outgoing);
    if (!send_some(*fd, outgoing))
      break;
    std::array<pollfd, 2> set{{{fd->get(), static_cast<short>(POLLIN | (outgoing.empty() ? 0 : POLLOUT)), 0},
                               {wakeup_.fd(), POLLIN, 0}}};
    if (::poll(set.data(), set.size(), -1) < 0 && errno != EINTR)
      break;
    if (set[1].revents != 0)
      wakeup_.hear();
    if ((set[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0 && !receive(*fd, reader))
      break;
  }
  return true;
}

void SchedulerLink::collect(std::string& outgoing) {
  if (outgoing.size() > k_most_outgoing)
    return;
  for (AlarmPresented& each : box_->presented.take_all())
    append(outgoing, Message{std::move(each)});
  if (auto report = box_->report.take())
    append(outgoing, Message{std::move(*report)});
}

bool SchedulerLink::receive(const UniqueFd& fd, FrameReader& reader) {
  std::array<std::byte, 64 << 10> buffer;
  const ssize_t got = ::recv(fd.get(), buffer.data(), buffer.size(), 0);
  if (got < 0)
    return errno == EAGAIN || errno == EINTR;
  if (got == 0)
    return false;
  const auto frames = reader.feed(std::span(buffer).first(static_cast<size_t>(got)));
  if (!frames) {
    log::warning("lost the scheduler's thread: {}", frames.error().message.en);
    return false;
  }
  for (const std::string& frame : *frames)
    accept(frame);
  return true;
}

void SchedulerLink::accept(const std::string& frame) {
  auto message = decode_message(as_bytes(frame));
  if (!message) {
    log::warning("passed over a message of the scheduler: {}", message.error().message.en);
  } else if (auto* alarm = std::get_if<AlarmMessage>(&*message)) {
    // The glass before the disk: the page must not wait for an fsync.
    box_->alarms.put(std::move(alarm->state));
    if (ring_)
      ring_();
    memory_.keep(Memory::Kind::alarms, frame);
  } else if (auto* plan = std::get_if<ProgrammeMessage>(&*message)) {
    if (const auto sound = check(plan->programme); !sound) {
      log::warning("passed over a programme: {}", sound.error().message.en);
      return;
    }
    box_->programme.put(std::move(plan->programme));
    if (ring_)
      ring_();
    memory_.keep(Memory::Kind::programme, frame);
  } else if (auto* live = std::get_if<LiveValuesMessage>(&*message)) {
    // Not kept: what was true before a restart is the scheduler's to judge.
    box_->live.put(std::move(live->values));
    if (ring_)
      ring_();
  } else {
    log::warning("passed over a message that is not for a player");
  }
}

}  // namespace madang
