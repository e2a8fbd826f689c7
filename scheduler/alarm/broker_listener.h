// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/base/mailbox.h"
#include "content-schema/base/wakeup.h"
#include "content-schema/model/ids.h"
#include "scheduler/alarm/guard.h"
#include "scheduler/alarm/listener.h"
#include "scheduler/alarm/mqtt.h"
#include "scheduler/alarm/supervision.h"

namespace madang::alarm {

// The topics of a site. Names of sites, zones and screens are those that may name a source.
std::string notice_topic(const std::string& site, const std::string& zone);  ///< zone empty: the whole site
std::string screen_topic(const std::string& site, const std::string& screen);

/// MQTT's side of the alarm desk:
///
///     madang/SITE/alarm               heard: the last notice to the whole site, retained (signed_notice.h)
///     madang/SITE/zones/ZONE/alarm    heard: the same, to a zone that this screen is in
///     madang/SITE/screens/SCREEN/alarm  said, and retained: Desk::to_json at each change and every 10 s; by
///     the
///                                     broker {"screen": ..., "online": false} when the link breaks
///
/// It checks and parses, and decides nothing; that the broker retained something from long ago is the desk's
/// worry, which counts. On a thread of its own, which its owner starts with `run`; the rest is thread-safe.
class BrokerListener {
 public:
  /// `invalid` where the trust has no key or its place no site, or where a name cannot stand in a topic.
  static Result<std::unique_ptr<BrokerListener>> create(MqttBroker broker, AlarmTrust trust,
                                                        const ScreenId& screen, Orders& orders,
                                                        const Wakeup& wakeup, Clock clock);

  /// How things stand from now on: Desk::to_json. The latest counts.
  void tell(std::string state);
  /// Until asked to stop.
  void run(const std::stop_token& stop);

  bool linked() const { return linked_; }
  /// For the heartbeat: the broker was away for 30 s. The main loop's wake-up rings when they
  /// change.
  std::vector<Bilingual> problems() const;
  std::uint64_t refused() const { return refused_; }  ///< payloads, since the start

 private:
  BrokerListener(std::string name, std::string topic, AlarmTrust trust, Orders& orders, const Wakeup& wakeup,
                 Clock clock, Wakeup bell);
  void hear(const MqttMessage& message);
  void refuse(const MqttMessage& message, std::string_view why);
  void say(SteadyTime now);
  void look_at_link(SteadyTime now);

  const std::string name_;   // of the broker
  const std::string topic_;  // ours
  const AlarmTrust trust_;
  Orders& orders_;
  const Wakeup& wakeup_;
  const Clock clock_;
  const Wakeup bell_;
  Mailbox<std::string> told_;
  std::atomic<bool> linked_{false};
  std::atomic<std::uint64_t> refused_{0};

  // Of `run` alone.
  std::optional<MqttClient> client_;
  Guard guard_{{}};  // counts what is refused, so that it is not logged without end
  Supervision link_;
  std::string state_;  // as last said
  SteadyTime say_again_{};
  std::uint64_t too_long_ = 0;

  mutable std::mutex mutex_;
  std::optional<Bilingual> problem_;  // guarded by mutex_
};

}  // namespace madang::alarm
