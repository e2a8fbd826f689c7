// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/broker.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdlib>

namespace madang::test {
namespace {

using namespace std::chrono_literals;

/// Mosquitto takes no port 0, so it is given one that was free a moment ago.
std::uint16_t free_port() {
  const UniqueFd probe(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (::bind(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::getsockname(probe.get(), reinterpret_cast<sockaddr*>(&address), &length) != 0)
    std::abort();
  return ntohs(address.sin_port);
}

}  // namespace

Broker::Broker(Memory memory, std::string more) : memory_(memory), more_(std::move(more)) {
  start();
}

void Broker::start() {
  for (int attempt = 0; attempt < 5; ++attempt) {
    const std::uint16_t port = port_ != 0 ? port_ : free_port();
    std::string file = "listener " + std::to_string(port) + " 127.0.0.1\nlog_dest stderr\n";
    if (::getuid() == 0)
      file += "user root\n";  // or it could not read its own folder
    if (more_.find("allow_anonymous") == std::string::npos)
      file += "allow_anonymous true\n";
    if (memory_ == Memory::persistent) {
      file += "persistence true\npersistence_location " + folder_.path().string() +
              "/\nautosave_on_changes true\nautosave_interval 1\n";
    }
    const auto config = folder_.write("mosquitto.conf", file + more_);
    process_.emplace(std::vector<std::string>{"/usr/sbin/mosquitto", "-c", config.string()});
    if (process_->wait_for(" running")) {
      port_ = port;
      return;
    }
  }
  std::abort();
}

alarm::MqttBroker Broker::address() const {
  alarm::MqttBroker broker;
  broker.host = "127.0.0.1";
  broker.port = port_;
  return broker;
}

MqttPeer::MqttPeer(const Broker& broker, const std::string& name, std::vector<std::string> filters)
    : bell_(Wakeup::create().value()),
      client_(alarm::MqttClient::create(
                  {broker.address(), name, std::move(filters), {}, 1 << 20},
                  [this](alarm::MqttMessage message) { messages_[message.topic] = std::move(message); },
                  std::chrono::steady_clock::now())
                  .value()) {}

void MqttPeer::turn() {
  client_.work(bell_, std::chrono::steady_clock::now());
}

}  // namespace madang::test
