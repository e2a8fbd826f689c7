// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/link/player_server.h"

#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <variant>

#include "content-schema/base/digest.h"
#include "content-schema/base/log.h"
#include "content-schema/wire/codec.h"
#include "content-schema/wire/local_socket.h"

namespace madang {
namespace {

/// As much is read from one player before others get their turn.
constexpr size_t k_most_at_once = 256 << 10;

tl::unexpected<Error> socket_failure(int code, const std::filesystem::path& path) {
  return fail(errno_kind(code), "'{}' 소켓에서 기다리지 못합니다: {}", "cannot listen on the socket '{}': {}",
              path.string(), errno_text(code));
}

/// Leaves the path free to bind, unless somebody is there.
Status clear_stale(const std::filesystem::path& path, const sockaddr_un& address) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0)
    return errno == ENOENT ? Status{} : socket_failure(errno, path);
  if (!S_ISSOCK(info.st_mode)) {
    return fail(ErrorKind::invalid, "'{}'에 소켓이 아닌 파일이 있습니다. 지우거나 다른 경로를 쓰세요.",
                "there is a file at '{}' that is no socket; remove it or use another path.", path.string());
  }
  const auto probe = make_local_socket();
  if (!probe)
    return fail(probe.error());
  const auto problem = connect_local(*probe, address);
  // Only a refusal tells that nobody listens; a full backlog (EAGAIN) is somebody too.
  if (problem != ECONNREFUSED) {
    return fail(ErrorKind::refused, "다른 madang-scheduler가 '{}' 소켓을 쓰고 있습니다.",
                "another madang-scheduler is using the socket '{}'.", path.string());
  }
  if (::unlink(path.c_str()) != 0)
    return socket_failure(errno, path);
  return {};
}

bool from_player(const Message& message) {
  return std::holds_alternative<AlarmPresented>(message) || std::holds_alternative<PlayerReport>(message);
}

}  // namespace

Result<PlayerServer> PlayerServer::listen(const std::filesystem::path& path) {
  const auto address = local_address(path);
  if (!address)
    return fail(address.error());
  if (auto cleared = clear_stale(path, *address); !cleared)
    return fail(std::move(cleared.error()));
  auto fd = make_local_socket();
  if (!fd)
    return fail(std::move(fd.error()));
  // Before bind, the file is born with this mode: there is no moment in which others may connect.
  if (::fchmod(fd->get(), 0600) != 0 ||
      ::bind(fd->get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0) {
    return socket_failure(errno, path);
  }
  PlayerServer server(path, std::move(*fd));
  if (::chmod(path.c_str(), 0600) != 0 || ::listen(server.fd_.get(), k_most_players) != 0)
    return socket_failure(errno, path);
  return server;
}

PlayerServer::~PlayerServer() {
  if (fd_.valid())
    ::unlink(path_.c_str());
}

bool PlayerServer::Player::wants_to_write() const {
  return writing ||
         std::any_of(waiting.begin(), waiting.end(), [](const Bytes& each) { return each != nullptr; });
}

void PlayerServer::add_to(std::vector<pollfd>& set) const {
  set.push_back({fd_.get(), POLLIN, 0});
  for (const Player& player : players_) {
    set.push_back({player.fd.get(), static_cast<short>(POLLIN | (player.wants_to_write() ? POLLOUT : 0)), 0});
  }
}

std::vector<Message> PlayerServer::serve(std::span<const pollfd> set) {
  const auto events_of = [&](int fd) {
    const auto found =
        std::find_if(set.begin(), set.end(), [fd](const pollfd& each) { return each.fd == fd; });
    return found == set.end() ? 0 : found->revents;
  };
  std::vector<Message> messages;
  std::erase_if(players_, [&](Player& player) {
    const int events = events_of(player.fd.get());
    if ((events & POLLOUT) != 0 && !write_to(player))
      return true;
    return (events & (POLLIN | POLLHUP | POLLERR)) != 0 && !read_from(player, messages);
  });
  // Last, so that no new player has the number of one that the set still speaks of.
  if ((events_of(fd_.get()) & POLLIN) != 0)
    accept_all();
  return messages;
}

void PlayerServer::accept_all() {
  while (true) {
    UniqueFd fd(::accept4(fd_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!fd.valid()) {
      if (errno == EINTR || errno == ECONNABORTED)
        continue;
      if (errno != EAGAIN)
        log::warning("cannot take a player in: {}", errno_text(errno));
      return;
    }
    if (players_.size() == k_most_players) {
      log::warning("turned a player away: there are {} already", players_.size());
      continue;
    }
    Player player;
    player.fd = std::move(fd);
    player.waiting = latest_;
    if (write_to(player))
      players_.push_back(std::move(player));
  }
}

bool PlayerServer::read_from(Player& player, std::vector<Message>& messages) {
  std::array<std::byte, 16 << 10> buffer;
  for (size_t total = 0; total < k_most_at_once;) {
    const ssize_t got = ::recv(player.fd.get(), buffer.data(), buffer.size(), 0);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return errno == EAGAIN;
    if (got == 0)
      return false;
    total += static_cast<size_t>(got);
    const auto frames = player.reader.feed(std::span(buffer).first(static_cast<size_t>(got)));
    if (!frames) {
      log::warning("a player speaks nonsense: {}", frames.error().message.en);
      return false;
    }
    for (const std::string& frame : *frames) {
      auto message = decode_message(as_bytes(frame));
      if (!message || !from_player(*message)) {
        log::warning("a player speaks nonsense: {}",
                     message ? "what only the scheduler says" : message.error().message.en);
        return false;
      }
      messages.push_back(std::move(*message));
    }
  }
  return true;  // poll() says so again if there is more
}

bool PlayerServer::write_to(Player& player) {
  while (player.wants_to_write()) {
    if (!player.writing) {
      const auto next = std::find_if(player.waiting.begin(), player.waiting.end(),
                                     [](const Bytes& each) { return each != nullptr; });
      player.writing = std::exchange(*next, nullptr);
      player.written = 0;
    }
    const ssize_t put = ::send(player.fd.get(), player.writing->data() + player.written,
                               player.writing->size() - player.written, MSG_NOSIGNAL);
    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return errno == EAGAIN;
    player.written += static_cast<size_t>(put);
    if (player.written == player.writing->size())
      player.writing.reset();
  }
  return true;
}

Result<PlayerServer::Framed> PlayerServer::framed(const Message& message) {
  if (from_player(message)) {
    return fail(ErrorKind::bug, "스케줄러가 보내지 않는 메시지입니다.",
                "this is not for a scheduler to say.");
  }
  auto bytes = frame(encode(message));
  if (!bytes)
    return fail(std::move(bytes.error()));
  const auto kind = std::holds_alternative<AlarmMessage>(message)        ? Framed::Kind::alarm
                    : std::holds_alternative<LiveValuesMessage>(message) ? Framed::Kind::live
                                                                         : Framed::Kind::programme;
  return Framed{kind, std::make_shared<const std::string>(std::move(*bytes))};
}

void PlayerServer::send(const Framed& message) {
  const auto kind = static_cast<size_t>(message.kind);
  if (message.kind != Framed::Kind::alarm && latest_[kind] && *latest_[kind] == *message.bytes)
    return;
  latest_[kind] = message.bytes;
  std::erase_if(players_, [&](Player& player) {
    player.waiting[kind] = latest_[kind];
    return !write_to(player);
  });
}

Status PlayerServer::send(const Message& message) {
  const auto ready = framed(message);
  if (!ready)
    return fail(ready.error());
  send(*ready);
  return {};
}

}  // namespace madang
