// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/wakeup.h"
#include "scheduler/alarm/mqtt.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace madang::test {

/// A real mosquitto on a free port of loopback, the same one for its life and that of those who follow it.
class Broker {
 public:
  /// With `persistent` each change is on disk before it is told on. `more`: lines for its configuration.
  enum class Memory { none, persistent };
  explicit Broker(Memory memory = Memory::none, std::string more = {});

  /// Until it listens.
  void start();
  void stop() { process_->stop(); }
  void kill() { process_->kill(); }

  alarm::MqttBroker address() const;
  std::string url() const { return alarm::to_url(address()); }
  /// Where it keeps what it retains; there once it was stopped.
  std::filesystem::path store() const { return folder_ / "mosquitto.db"; }
  const Process& process() const { return *process_; }
  bool running() { return process_->running(); }

 private:
  TempFolder folder_;
  Memory memory_;
  std::string more_;
  std::uint16_t port_ = 0;
  std::optional<Process> process_;
};

/// Someone else at the broker, who says and hears. Bound to one thread; lives while `turn` is called.
class MqttPeer {
 public:
  MqttPeer(const Broker& broker, const std::string& name, std::vector<std::string> filters);

  void keep(const std::string& topic, std::string payload) { client_.keep(topic, std::move(payload)); }
  /// Does what there is to do.
  void turn();
  /// The last payload of a topic, empty for none; and how it came.
  const std::string& heard(const std::string& topic) { return messages_[topic].payload; }
  bool was_retained(const std::string& topic) { return messages_[topic].retained; }
  bool linked() const { return client_.linked(); }
  const std::optional<Error>& trouble() const { return client_.trouble(); }

 private:
  std::map<std::string, alarm::MqttMessage> messages_;
  Wakeup bell_;
  alarm::MqttClient client_;
};

}  // namespace madang::test
