// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "content-schema/base/error.h"
#include "content-schema/base/mailbox.h"
#include "content-schema/base/unique_fd.h"
#include "content-schema/base/wakeup.h"
#include "content-schema/wire/framing.h"
#include "content-schema/wire/message.h"
#include "player/link/memory.h"

namespace madang {

/// The player's end of the local socket. `run` belongs to the thread `link`; everything else may be called
/// from any thread and never waits for the network or the disk, except `create`. A programme that breaks the
/// promises of programme.h is passed over, and the one before it stays.
class SchedulerLink {
 public:
  struct Options {
    std::filesystem::path socket;
    std::filesystem::path
        memory;               ///< folder for the last programme and alarm state; empty: they are not kept
    Millis first_retry{100};  ///< after a connection ends or cannot be made; doubles up to last_retry
    Millis last_retry{5'000};
  };

  /// Also puts what was kept from the last run into the mailboxes: the player has something to show before,
  /// and without, the scheduler. `ring` is called from the link's thread after something was put into a
  /// mailbox, or the connection came or went.
  static Result<SchedulerLink> create(Options options, std::function<void()> ring);

  /// The latest not yet taken.
  std::optional<Programme> take_programme() { return box_->programme.take(); }
  std::optional<AlarmState> take_alarms() { return box_->alarms.take(); }
  std::optional<LiveValues> take_live() { return box_->live.take(); }
  bool connected() const { return box_->connected.load(); }

  /// To be sent when it can be. Of reports the latest counts; of presentations each does, and 64 are kept
  /// while there is no scheduler; what is half sent when a connection ends is lost.
  void send(PlayerReport report);
  void send(AlarmPresented presented);

  /// Until stopped: connects, and connects again when the scheduler went away.
  void run(std::stop_token stop);

 private:
  struct Box {
    Mailbox<Programme> programme;
    Mailbox<AlarmState> alarms;
    Mailbox<LiveValues> live;
    Mailbox<PlayerReport> report;
    Inbox<AlarmPresented, 64> presented;
    std::atomic<bool> connected{false};
  };

  SchedulerLink(Options options, Wakeup wakeup)
      : options_(std::move(options)), wakeup_(std::move(wakeup)), memory_(options_.memory) {}
  void recall();
  /// Talks until the connection ends; whether there was one.
  bool converse(const std::stop_token& stop);
  bool receive(const UniqueFd& fd, FrameReader& reader);
  void accept(const std::string& frame);
  void collect(std::string& outgoing);

  Options options_;
  std::function<void()> ring_;
  Wakeup wakeup_;  // rung by send() and by stop
  std::unique_ptr<Box> box_ = std::make_unique<Box>();
  Memory memory_;  // only run() uses it, after create
};

}  // namespace madang
