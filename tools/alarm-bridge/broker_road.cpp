// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/broker_road.h"

#include <fmt/format.h>

#include "content-schema/base/log.h"
#include "scheduler/alarm/broker_listener.h"
#include "scheduler/alarm/command.h"

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_silence = 30s;
constexpr Millis k_look_again = 1s;

std::string presence(const std::string& bridge, bool online) {
  return fmt::format(R"({{"bridge":"{}","online":{}}})", bridge, online);  // a name has nothing to escape
}

alarm::MqttSettings settings_of(const BrokerRoadSettings& wanted) {
  alarm::MqttSettings settings;
  settings.broker = wanted.broker;
  settings.client = "madang:" + wanted.site + ":bridge:" + wanted.bridge;
  settings.filters = {alarm::screen_topic(wanted.site, "+")};
  settings.will = {bridge_topic(wanted.site), presence(wanted.bridge, false)};
  settings.most_bytes = ScreenWatch::k_most_bytes;
  return settings;
}

/// What stands for the `+` of our filter.
std::string screen_of(std::string_view topic) {
  topic.remove_suffix(std::min(topic.size(), std::string_view("/alarm").size()));
  return std::string(topic.substr(topic.rfind('/') + 1));
}

}  // namespace

std::string bridge_topic(const std::string& site) {
  return "madang/" + site + "/bridge";
}

Result<std::unique_ptr<BrokerRoad>> BrokerRoad::create(BrokerRoadSettings settings, TakeNews take_news,
                                                       Clock clock) {
  for (const std::string& each : {settings.site, settings.bridge}) {
    if (!alarm::is_name(each)) {
      return fail(ErrorKind::invalid,
                  "'{}'에 MQTT로 쓸 수 없는 글자가 있습니다. 영문자, 숫자와 . _ - 만 쓸 수 있습니다.",
                  "'{}' has letters that MQTT cannot have here; use A-Z a-z 0-9 . _ - only.", each);
    }
  }
  auto bell = Wakeup::create();
  if (!bell)
    return fail(bell.error());
  std::unique_ptr<BrokerRoad> made(new BrokerRoad(settings, std::move(take_news), clock, std::move(*bell)));
  auto client = alarm::MqttClient::create(
      settings_of(settings), [road = made.get()](const alarm::MqttMessage& message) { road->hear(message); },
      std::chrono::steady_clock::now());
  if (!client)
    return fail(client.error());
  client->keep(bridge_topic(settings.site), presence(settings.bridge, true));
  made->client_ = std::move(*client);
  return made;
}

BrokerRoad::BrokerRoad(const BrokerRoadSettings& settings, TakeNews take_news, Clock clock, Wakeup bell)
    : site_(settings.site),
      name_(alarm::to_url(settings.broker)),
      take_news_(std::move(take_news)),
      clock_(clock),
      bell_(std::move(bell)),
      screens_(settings.bridge) {}

void BrokerRoad::send(SignedNotice notice) {
  if (!notice.zone.empty() && !alarm::is_name(notice.zone)) {
    log::error("mqtt: '{}' is no name of a zone", notice.zone);
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    const std::string zone = notice.zone;
    outgoing_.insert_or_assign(zone, std::move(notice));
  }
  bell_.ring();
}

void BrokerRoad::run(const std::stop_token& stop) {
  const std::stop_callback wake(stop, [this] { bell_.ring(); });
  link_.watch(name_, k_silence, std::chrono::steady_clock::now());
  while (!stop.stop_requested()) {
    hand_on();
    const SteadyTime now = std::chrono::steady_clock::now();
    look_at_link(now);
    if (now >= look_again_) {
      look_again_ = now + k_look_again;
      tell(screens_.look(now, clock_.now()));
    }
    client_->work(bell_, look_again_);
  }
}

void BrokerRoad::hand_on() {
  std::map<std::string, SignedNotice> notices;
  {
    const std::lock_guard lock(mutex_);
    notices.swap(outgoing_);
  }
  for (auto& [zone, notice] : notices) {
    tell(screens_.sent(zone, notice.epoch, notice.sequence, clock_.now()));
    client_->keep(alarm::notice_topic(site_, zone), std::move(notice.bytes));
  }
}

void BrokerRoad::hear(const alarm::MqttMessage& message) {
  tell(screens_.hear(screen_of(message.topic), message.payload, message.retained,
                     std::chrono::steady_clock::now(), clock_.now()));
}

void BrokerRoad::tell(std::vector<ScreenNews> news) const {
  for (ScreenNews& each : news)
    take_news_(std::move(each));
}

void BrokerRoad::look_at_link(SteadyTime now) {
  if (client_->linked())
    link_.heard(name_, now);
  for (const auto& news : link_.news(now)) {
    link_.told(news);
    std::optional<Bilingual> problem;
    if (news.link == alarm::Link::lost) {
      const auto& trouble = client_->trouble();
      const Bilingual why =
          trouble ? madang::say(": {0}", ": {1}", trouble->message.ko, trouble->message.en) : Bilingual();
      problem = madang::say("mqtt: {0}초 동안 브로커와 연결되지 않습니다{1}",
                            "mqtt: no link to the broker for {0} s{2}", k_silence / 1s, why.ko, why.en);
      log::warning("{}", problem->en);
    } else {
      log::warning("mqtt: the link to the broker {} is back", name_);
    }
    const std::lock_guard lock(mutex_);
    problem_ = std::move(problem);
  }
}

std::vector<Bilingual> BrokerRoad::problems() const {
  const std::lock_guard lock(mutex_);
  return problem_ ? std::vector{*problem_} : std::vector<Bilingual>();
}

}  // namespace madang::bridge
