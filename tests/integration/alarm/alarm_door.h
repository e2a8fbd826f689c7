// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/integration/bridge/running_bridge.h"
#include "tests/support/http_client.h"
#include "tests/support/kiosk.h"

namespace madang::test {

/// GET /alarm, of a kiosk or a bridge; asked from the gateway's address.
nlohmann::json state_at(const std::string& url);
/// The names of what is on there, in its order.
std::vector<std::string> active_at(const std::string& url);
bool is_on(const std::string& url, const std::string& incident);

/// What a gateway says; `more` are further members, each with a comma before it.
std::string raise_command(const std::string& incident, std::uint64_t sequence,
                          const std::string& source = "gateway-1", const std::string& more = "");
std::string clear_command(const std::string& incident, std::uint64_t sequence,
                          const std::string& source = "gateway-1");
/// A CAP message about a fire, with a place for a document type and one for words.
std::string cap_message(const std::string& document_type = "", const std::string& words = "fire");

/// The authorisation of somebody who knows the secret.
std::string sign(const std::string& body, const std::string& secret = k_secret);
/// A gateway with an address of its own, who knows the secret.
HttpAnswer post_signed(const std::string& url, const std::string& body, const std::string& secret = k_secret);
/// The same with any authorisation, from any address.
HttpAnswer post_as(const std::string& url, const std::string& body, const std::string& authorization,
                   const std::string& from);

enum class Hearer { kiosk, bridge };

/// A program that hears alarms over HTTP: a kiosk, or a bridge whose one screen is away.
class AlarmDoor {
 public:
  explicit AlarmDoor(Hearer hearer);

  std::string url() const { return kiosk_ ? kiosk_->alarm_url() : bridge_->url(); }
  std::uint16_t port() const;
  Process& process() const { return kiosk_ ? kiosk_->process() : bridge_->process(); }
  RunningBridge& bridge() const { return *bridge_; }
  const TempFolder& folder() const { return folder_; }

  /// As after a power cut.
  void kill_and_start();
  /// Its log has it.
  bool tells(const std::string& words) const { return process().wait_for(words); }
  /// The most memory it had since the last call of `forget_memory`, in bytes.
  std::uint64_t most_memory() const;
  void forget_memory() const;

 private:
  TempFolder folder_;
  std::unique_ptr<Kiosk> kiosk_;  // one of the two
  std::unique_ptr<RunningBridge> bridge_;
};

}  // namespace madang::test
