// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/integration/bridge/panel.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include "tools/alarm-bridge/dc09.h"

namespace madang::test {
namespace {

std::string framed(const std::string& body) {
  return fmt::format("\n{:04X}{:04X}{}\r", bridge::crc16(body), body.size(), body);
}

}  // namespace

Panel::Panel(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  // A receiver that is not there is seen by what the panel does not hear.
  [[maybe_unused]] const int connected =
      ::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

void Panel::send(std::string_view frame) const {
  [[maybe_unused]] const auto sent = ::send(fd_.get(), frame.data(), frame.size(), MSG_NOSIGNAL);
}

bool Panel::hears(std::string_view frame, std::chrono::milliseconds most) {
  std::string heard;
  while (heard.size() < frame.size()) {
    pollfd ready{fd_.get(), POLLIN, 0};
    char buffer[1024];
    if (::poll(&ready, 1, static_cast<int>(most.count())) != 1)
      return false;
    const auto got = ::recv(fd_.get(), buffer, sizeof buffer, 0);
    if (got <= 0)
      return false;
    heard.append(buffer, static_cast<std::size_t>(got));
  }
  return heard == frame;
}

bool Panel::hears_nothing() const {
  pollfd ready{fd_.get(), POLLIN, 0};
  return ::poll(&ready, 1, 0) == 0;
}

std::string fire_frame(int sequence, int zone) {
  return framed(fmt::format("\"SIA-DCS\"{:04}L0#1234[#1234|Nri1/FA{:03}]", sequence, zone));
}

std::string ack_frame(int sequence) {
  return framed(fmt::format("\"ACK\"{:04}L0#1234[]", sequence));
}

}  // namespace madang::test
