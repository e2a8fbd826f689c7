// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/alarm/stranger.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include <cstdlib>

namespace madang::test {
namespace {

sockaddr_in address_of(const std::string& text, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  ::inet_pton(AF_INET, text.c_str(), &address.sin_addr);
  return address;
}

}  // namespace

Stranger::Stranger(std::uint16_t port, const std::string& from)
    : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const auto own = address_of(from, 0);
  const auto other = address_of("127.0.0.1", port);
  const timeval patience{10, 0};
  if (::setsockopt(fd_.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0 ||
      ::bind(fd_.get(), reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0)
    std::abort();
  // Whom nobody lets in is cut off from the start.
  [[maybe_unused]] const int connected =
      ::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&other), sizeof other);
}

bool Stranger::say(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto sent = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0)
      return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Stranger::say_no_more() const {
  ::shutdown(fd_.get(), SHUT_WR);
}

int Stranger::status(std::chrono::milliseconds most) const {
  std::string heard;
  while (heard.find("\r\n") == std::string::npos) {
    pollfd ready{fd_.get(), POLLIN, 0};
    char buffer[1024];
    if (::poll(&ready, 1, static_cast<int>(most.count())) != 1)
      return 0;
    const auto got = ::recv(fd_.get(), buffer, sizeof buffer, 0);
    if (got <= 0)
      return 0;
    heard.append(buffer, static_cast<std::size_t>(got));
  }
  return std::atoi(heard.c_str() + heard.find(' '));
}

bool Stranger::is_cut_off() const {
  char byte = 0;
  const auto got = ::recv(fd_.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR);
}

}  // namespace madang::test
