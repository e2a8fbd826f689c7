// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <poll.h>

#include <array>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"
#include "content-schema/wire/framing.h"
#include "content-schema/wire/message.h"

namespace madang {

/// The scheduler's end of the local socket. Does nothing by itself and never waits: it puts its descriptors
/// into the main loop's poll() and does what can be done when that returns.
///
///     std::vector<pollfd> set;
///     server.add_to(set);
///     ::poll(set.data(), set.size(), timeout);
///     for (Message& message : server.serve(set)) ...
///
/// Whatever is sent is a whole state, so only the latest of each kind counts: a player that reads slowly
/// misses those in between, and one that connects is first told the latest. Per player at most one message is
/// half sent and one of each kind waits. Bound to one thread.
class PlayerServer {
 public:
  /// Players at a time; further ones are turned away.
  static constexpr size_t k_most_players = 8;

  /// Mode 0600: only this user may connect. A socket file that nobody listens on is replaced; one that
  /// somebody does is `refused`, and a file that is no socket is `invalid` and left alone.
  static Result<PlayerServer> listen(const std::filesystem::path& path);
  PlayerServer(PlayerServer&&) noexcept = default;
  PlayerServer& operator=(PlayerServer&&) noexcept = delete;
  /// Hangs up and removes the socket file.
  ~PlayerServer();

  /// Adds what this wants to hear of to a set for poll().
  void add_to(std::vector<pollfd>& set) const;

  /// After poll(): takes new players in, reads, writes; what players said since, in order. Descriptors of
  /// others in `set` are passed over. A player that speaks nonsense is hung up on.
  std::vector<Message> serve(std::span<const pollfd> set);

  /// A message as it is sent. Making it is most of the work of sending; any thread may do it.
  struct Framed {
    enum class Kind : size_t { alarm, programme, live };  // what goes first, first
    Kind kind = Kind::alarm;
    std::shared_ptr<const std::string> bytes;
  };
  /// Of a programme, an alarm state or live values. `limit` when it is too long to send, `bug` for what only
  /// players say.
  static Result<Framed> framed(const Message& message);

  /// To every player and to those still to come; the alarm goes first. Begins to write at once. A programme
  /// that all have been told already is not told again: each time a player would prepare its pages anew.
  void send(const Framed& message);
  /// Both at once.
  Status send(const Message& message);

  size_t connected() const { return players_.size(); }

 private:
  using Bytes = std::shared_ptr<const std::string>;  // one encoding for all players
  static constexpr size_t k_kinds = 3;               // of Framed::Kind

  struct Player {
    UniqueFd fd;
    FrameReader reader;
    std::array<Bytes, k_kinds> waiting;
    Bytes writing;
    size_t written = 0;

    bool wants_to_write() const;
  };

  PlayerServer(std::filesystem::path path, UniqueFd fd) : path_(std::move(path)), fd_(std::move(fd)) {}
  void accept_all();
  /// False when the player is to be hung up on.
  static bool read_from(Player& player, std::vector<Message>& messages);
  static bool write_to(Player& player);

  std::filesystem::path path_;
  UniqueFd fd_;
  std::vector<Player> players_;
  std::array<Bytes, k_kinds> latest_;
};

}  // namespace madang
