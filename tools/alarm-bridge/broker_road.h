// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/base/wakeup.h"
#include "scheduler/alarm/mqtt.h"
#include "scheduler/alarm/supervision.h"
#include "tools/alarm-bridge/road.h"
#include "tools/alarm-bridge/screen_watch.h"

namespace madang::bridge {

struct BrokerRoadSettings {
  alarm::MqttBroker broker;
  std::string site;
  std::string bridge;  ///< our name in the notices
};

std::string bridge_topic(const std::string& site);

/// The road by MQTT; the topics stand in scheduler/alarm/broker_listener.h. The last notice of each zone is
/// retained, and said again to a broker that comes back. Besides:
///
///     madang/SITE/screens/+/alarm   heard: what each screen says of itself
///     madang/SITE/bridge            said, and retained: {"bridge": NAME, "online": true}; false by the
///     broker
///                                   when we are gone
///
/// On a thread of its own, which its owner starts with `run`; news is told there. The rest is thread-safe.
class BrokerRoad : public Road {
 public:
  /// `invalid` where a name cannot stand in a topic.
  static Result<std::unique_ptr<BrokerRoad>> create(BrokerRoadSettings settings, TakeNews take_news,
                                                    Clock clock);

  /// A zone that cannot stand in a topic goes nowhere, and is logged.
  void send(SignedNotice notice) override;
  /// Until asked to stop.
  void run(const std::stop_token& stop);

  /// In English: the broker was away for 30 s.
  std::vector<Bilingual> problems() const override;

 private:
  BrokerRoad(const BrokerRoadSettings& settings, TakeNews take_news, Clock clock, Wakeup bell);
  void hear(const alarm::MqttMessage& message);
  void hand_on();
  void tell(std::vector<ScreenNews> news) const;
  void look_at_link(SteadyTime now);

  const std::string site_;
  const std::string name_;  // of the broker
  const TakeNews take_news_;
  const Clock clock_;
  const Wakeup bell_;

  // Of `run` alone.
  std::optional<alarm::MqttClient> client_;
  ScreenWatch screens_;
  alarm::Supervision link_;
  SteadyTime look_again_{};

  mutable std::mutex mutex_;
  std::map<std::string, SignedNotice> outgoing_;  // guarded by mutex_; by zone, not yet handed on
  std::optional<Bilingual> problem_;              // guarded by mutex_
};

}  // namespace madang::bridge
