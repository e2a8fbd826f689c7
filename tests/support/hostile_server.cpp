// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/hostile_server.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstdlib>
#include <optional>

namespace madang::test {
namespace {

/// False when the test is over.
bool wait_readable(int fd, const Wakeup& wakeup) {
  pollfd heard[2] = {{fd, POLLIN, 0}, {wakeup.fd(), POLLIN, 0}};
  ::poll(heard, 2, -1);
  return heard[1].revents == 0;
}

/// As many bytes as they are in, and no more of them until `pause` is over; false when the test is over or
/// the client gone.
bool send_and_rest(int fd, std::string_view bytes, int pause_ms, const Wakeup& wakeup) {
  const ssize_t put =
      ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | (pause_ms == 0 ? MSG_DONTWAIT : 0));
  if (put < 0 && errno != EAGAIN)
    return false;
  // A flood waits for room.
  pollfd heard[2] = {{pause_ms == 0 ? fd : -1, POLLOUT, 0}, {wakeup.fd(), POLLIN, 0}};
  ::poll(heard, 2, pause_ms == 0 ? -1 : pause_ms);
  return heard[1].revents == 0;
}

}  // namespace

Scripted scripted_ok(const std::string& body, const std::string& more_headers) {
  return {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
          more_headers + "\r\n" + body};
}

Scripted scripted_status(int status) {
  return {"HTTP/1.1 " + std::to_string(status) + " No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"};
}

HostileServer::HostileServer() : wakeup_(Wakeup::create().value()) {
  listening_.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (::bind(listening_.get(), reinterpret_cast<const sockaddr*>(&address), length) != 0 ||
      ::listen(listening_.get(), 16) != 0 ||
      ::getsockname(listening_.get(), reinterpret_cast<sockaddr*>(&address), &length) != 0) {
    std::abort();
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::jthread([this](std::stop_token stop) { serve(std::move(stop)); });
}

HostileServer::~HostileServer() {
  thread_.request_stop();
  wakeup_.ring();
}

std::string HostileServer::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

void HostileServer::script(const std::string& path, std::vector<Scripted> scripts) {
  const std::lock_guard lock(mutex_);
  scripts_[path] = std::move(scripts);
}

std::vector<std::string> HostileServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void HostileServer::serve(std::stop_token stop) {
  while (!stop.stop_requested() && wait_readable(listening_.get(), wakeup_)) {
    const UniqueFd client(::accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (client.valid())
      serve_one(client.get(), stop);
  }
}

void HostileServer::serve_one(int fd, const std::stop_token& stop) {
  std::string head;
  char buffer[4096];
  while (head.find("\r\n\r\n") == std::string::npos) {
    if (!wait_readable(fd, wakeup_))
      return;
    const ssize_t got = ::recv(fd, buffer, sizeof buffer, 0);
    if (got <= 0)
      return;
    head.append(buffer, static_cast<size_t>(got));
  }
  const size_t start = head.find(' ') + 1;
  const std::string path = head.substr(start, head.find_first_of(" ?", start) - start);
  std::optional<Scripted> play;
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(head);
    auto& list = scripts_[path];
    if (!list.empty())
      play = list.front();
    if (list.size() > 1)
      list.erase(list.begin());
  }
  if (!play)
    return;
  std::string_view rest = play->bytes;
  while (!rest.empty() && !stop.stop_requested()) {
    const ssize_t put = ::send(fd, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (put <= 0)
      return;
    rest.remove_prefix(static_cast<size_t>(put));
  }
  if (play->then == Scripted::Then::stall) {
    while (wait_readable(fd, wakeup_) && ::recv(fd, buffer, sizeof buffer, 0) > 0) {
    }
  } else if (play->then == Scripted::Then::drip) {
    while (send_and_rest(fd, " ", 1000, wakeup_)) {
    }
  } else if (play->then == Scripted::Then::flood) {
    while (send_and_rest(fd, std::string(65536, 'a'), 0, wakeup_)) {
    }
  }
}

}  // namespace madang::test
