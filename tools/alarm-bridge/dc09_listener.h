// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <netinet/in.h>
#include <poll.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"
#include "scheduler/alarm/supervision.h"
#include "tools/alarm-bridge/dc09_answer.h"
#include "tools/alarm-bridge/input_report.h"
#include "tools/alarm-bridge/repeats.h"

namespace madang::bridge {

struct Dc09Limits {
  /// TCP connections at a time. One more takes the place of the one silent longest, and of one that has not
  /// said a word in an account's name before any that has: strangers cannot keep a panel out.
  std::size_t connections = 64;
  Millis frame{10'000};        ///< from the first byte of a frame to its last
  Millis silence{7'200'000};   ///< of a connection; over the longest supervision interval
  std::size_t noise = 16'384;  ///< bytes that belong to no good frame, since the last good one
};

/// When it is, by both clocks.
struct Moment {
  SteadyTime steady;
  ClockReading civil;
};

/// The port that panels send DC-09 to, TCP and UDP under one number. Many panels, one thread, no waiting but
/// for the taker: ACK leaves only after the taker has said that the events are on disk, so that a panel goes
/// on repeating what nobody wrote down. A repetition gets its ACK again and is not told again (see
/// repeats.h). Whoever does not read, or sends no frames, is cut off.
///
/// Bound to one thread: its owner polls (`add_to`), and calls `serve` afterwards with what came of it and
/// with the time, at the latest at `next`.
class Dc09Listener {
 public:
  /// `address`: where to listen, IPv4 or IPv6, e.g. `0.0.0.0`; port 0: any. `invalid` for accounts that
  /// check_accounts refuses, errors of the socket otherwise.
  static Result<Dc09Listener> create(const std::string& address, std::uint16_t port,
                                     std::vector<Dc09Account> accounts, Taker taker, SteadyTime now,
                                     const Dc09Limits& limits = {});

  std::uint16_t port() const { return port_; }
  void add_to(std::vector<pollfd>& set) const;
  void serve(std::span<const pollfd> set, const Moment& now);
  std::optional<SteadyTime> next() const;

  /// Since the start, for the status.
  struct Counts {
    std::uint64_t acknowledged = 0;  ///< repetitions and supervision included
    std::uint64_t repeated = 0;
    std::uint64_t refused = 0;    ///< NAK and DUH
    std::uint64_t silent = 0;     ///< frames that got no answer: damaged ones
    std::uint64_t not_taken = 0;  ///< the taker could not write them down
    std::uint64_t cut_off = 0;    ///< connections that we closed
  };
  const Counts& counts() const { return counts_; }

 private:
  struct Connection {
    UniqueFd socket;
    std::string buffer;
    SteadyTime last;                          ///< something came
    std::optional<SteadyTime> frame_began{};  ///< its first byte; nothing while the buffer is empty
    std::size_t noise = 0;
    bool known = false;  ///< spoke in an account's name
    bool over = false;
  };

  Dc09Listener(std::vector<Dc09Account> accounts, Taker taker, const Dc09Limits& limits)
      : accounts_(std::move(accounts)), taker_(std::move(taker)), limits_(limits) {}

  void accept_all(const Moment& now);
  void make_room();
  bool read_from(Connection& connection, const Moment& now);
  bool serve_frames(Connection& connection, const Moment& now);
  void serve_datagrams(const Moment& now);
  bool outstays(const Connection& connection, SteadyTime now) const;
  void tell_links(SteadyTime now);
  /// What to send back; decides, and has the taker write.
  void count_silent(std::string_view why);
  Dc09Answer handle(std::string_view frame, const Moment& now);

  std::vector<Dc09Account> accounts_;
  Taker taker_;
  Dc09Limits limits_;
  UniqueFd tcp_;
  UniqueFd udp_;
  std::uint16_t port_ = 0;
  std::vector<Connection> connections_;
  alarm::Supervision supervision_;
  std::optional<SteadyTime> retry_;  ///< of news about links
  Repeats repeats_;
  Counts counts_;
};

}  // namespace madang::bridge
