// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/alarm/broker_listener.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "content-schema/base/digest.h"
#include "content-schema/base/log.h"
#include "scheduler/alarm/command.h"

namespace madang::alarm {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_say_again = 10s;
constexpr Millis k_silence = 30s;

MqttSettings settings_of(MqttBroker broker, const AlarmPlace& place, const ScreenId& screen) {
  MqttSettings settings;
  settings.broker = std::move(broker);
  settings.client = "madang:" + place.site + ":screen:" + screen.value;
  settings.filters.push_back(notice_topic(place.site, ""));
  for (const std::string& zone : place.zones)
    settings.filters.push_back(notice_topic(place.site, zone));
  const nlohmann::json will{{"screen", screen.value}, {"online", false}};
  settings.will = {screen_topic(place.site, screen.value), will.dump()};
  settings.most_bytes = k_most_notice_bytes;
  return settings;
}

Status check(const AlarmTrust& trust, const ScreenId& screen) {
  if (trust.keys.empty() || trust.place.site.empty()) {
    return fail(ErrorKind::invalid, "MQTT로 비상을 들으려면 alarm-keys와 site가 있어야 합니다.",
                "to hear alarms by MQTT, alarm-keys and site must be given.");
  }
  std::vector<std::string> names{trust.place.site, screen.value};
  names.insert(names.end(), trust.place.zones.begin(), trust.place.zones.end());
  for (const std::string& each : names) {
    if (!is_name(each)) {
      return fail(ErrorKind::invalid,
                  "'{}'에 MQTT로 쓸 수 없는 글자가 있습니다. 영문자, 숫자와 . _ - 만 쓸 수 있습니다.",
                  "'{}' has letters that MQTT cannot have here; use A-Z a-z 0-9 . _ - only.", each);
    }
  }
  return {};
}

}  // namespace

std::string notice_topic(const std::string& site, const std::string& zone) {
  return zone.empty() ? "madang/" + site + "/alarm" : "madang/" + site + "/zones/" + zone + "/alarm";
}

std::string screen_topic(const std::string& site, const std::string& screen) {
  return "madang/" + site + "/screens/" + screen + "/alarm";
}

Result<std::unique_ptr<BrokerListener>> BrokerListener::create(MqttBroker broker, AlarmTrust trust,
                                                               const ScreenId& screen, Orders& orders,
                                                               const Wakeup& wakeup, Clock clock) {
  if (auto good = check(trust, screen); !good)
    return fail(good.error());
  auto bell = Wakeup::create();
  if (!bell)
    return fail(bell.error());
  const auto settings = settings_of(std::move(broker), trust.place, screen);
  std::unique_ptr<BrokerListener> made(new BrokerListener(to_url(settings.broker), settings.will.topic,
                                                          std::move(trust), orders, wakeup, clock,
                                                          std::move(*bell)));
  auto client = MqttClient::create(
      settings, [listener = made.get()](const MqttMessage& message) { listener->hear(message); },
      std::chrono::steady_clock::now());
  if (!client)
    return fail(client.error());
  made->client_ = std::move(*client);
  return made;
}

BrokerListener::BrokerListener(std::string name, std::string topic, AlarmTrust trust, Orders& orders,
                               const Wakeup& wakeup, Clock clock, Wakeup bell)
    : name_(std::move(name)),
      topic_(std::move(topic)),
      trust_(std::move(trust)),
      orders_(orders),
      wakeup_(wakeup),
      clock_(clock),
      bell_(std::move(bell)) {}

void BrokerListener::tell(std::string state) {
  told_.put(std::move(state));
  bell_.ring();
}

void BrokerListener::run(const std::stop_token& stop) {
  const std::stop_callback wake(stop, [this] { bell_.ring(); });
  link_.watch(name_, k_silence, std::chrono::steady_clock::now());
  while (!stop.stop_requested()) {
    const SteadyTime now = std::chrono::steady_clock::now();
    say(now);
    look_at_link(now);
    client_->work(bell_, state_.empty() ? now + k_say_again : say_again_);
  }
}

void BrokerListener::say(SteadyTime now) {
  auto told = told_.take();
  if (told && *told != state_)
    state_ = std::move(*told);
  else if (state_.empty() || now < say_again_)
    return;
  say_again_ = now + k_say_again;
  client_->keep(topic_, state_);
}

void BrokerListener::look_at_link(SteadyTime now) {
  linked_ = client_->linked();
  if (linked_)
    link_.heard(name_, now);
  for (const auto& news : link_.news(now)) {
    link_.told(news);
    std::optional<Bilingual> problem;
    if (news.link == Link::lost) {
      const auto& trouble = client_->trouble();
      const Bilingual why =
          trouble ? madang::say(": {0}", ": {1}", trouble->message.ko, trouble->message.en) : Bilingual();
      problem = madang::say("비상: {0}초 동안 브로커와 연결되지 않습니다{1}",
                            "alarm: no link to the broker for {0} s{2}", k_silence / 1s, why.ko, why.en);
      log::warning("{}", problem->en);
    } else {
      log::warning("alarm: the link to the broker {} is back", name_);
    }
    {
      const std::lock_guard lock(mutex_);
      problem_ = std::move(problem);
    }
    wakeup_.ring();
  }
  for (; too_long_ < client_->too_long(); ++too_long_)
    refuse({}, "it is too long");
}

std::vector<Bilingual> BrokerListener::problems() const {
  const std::lock_guard lock(mutex_);
  return problem_ ? std::vector{*problem_} : std::vector<Bilingual>();
}

void BrokerListener::hear(const MqttMessage& message) {
  const SysTime received = clock_.now();
  if (message.payload.empty())
    return;  // so a retained one is taken back; nothing ends by it
  auto notice = open_notice(as_bytes(message.payload), trust_.keys, trust_.place);
  if (!notice) {
    const auto& [fault, error] = notice.error();
    return refuse(message, fmt::format("{}, {}", word(fault), error.message.en));
  }
  // With the desk's inbox full it is lost; the bridge says it again within seconds.
  if (!orders_.put({std::move(*notice), received, http::Responder::unheard()}))
    log::error("alarm: the inbox is full");
  wakeup_.ring();
}

void BrokerListener::refuse(const MqttMessage& message, std::string_view why) {
  const std::uint64_t refused = ++refused_;
  if (guard_.refuse(std::chrono::steady_clock::now()) == Guard::Answer::wrong)
    log::warning("alarm: refused a notice from the broker in '{}': {} ({} so far)", message.topic, why,
                 refused);
}

}  // namespace madang::alarm
