// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <poll.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "content-schema/base/digest.h"
#include "scheduler/alarm/broker_listener.h"
#include "scheduler/alarm/desk.h"

// Screens at one broker, a thousand of them in one process: each with its own link, the real desk, its
// journal (put FOLDER on a tmpfs: a thousand screens do not share a disk) and the state that it says again.
// What their players would be told counts as shown; `tests/bench/alarm/fan_out` measures until then.
//
// Prints `linked` when all are, then a line for each set of active incidents as soon as all screens have it:
//
//     {"active": ["f-1"], "first": NS, "half": NS, "last": NS}     CLOCK_MONOTONIC
namespace {

using namespace madang;
using Json = nlohmann::json;

struct Options {
  std::string broker;
  std::string site;
  std::string keys;
  std::string folder;
  int count = 0;
};

SteadyTime steady_now() {
  return std::chrono::steady_clock::now();
}

/// How many screens have come to each state of alarms, and when.
class Arrivals {
 public:
  explicit Arrivals(size_t screens) : screens_(screens) {}

  void note(const AlarmState& state) {
    Json active = Json::array();
    for (const Incident& each : state.active)
      active.push_back(each.id.value);
    auto& times = times_[active.dump()];
    times.push_back(steady_now().time_since_epoch().count());
    if (times.size() < screens_)
      return;
    const Json line{
        {"active", active}, {"first", times.front()}, {"half", times[screens_ / 2]}, {"last", times.back()}};
    std::puts(line.dump().c_str());
    std::fflush(stdout);
    times_.erase(active.dump());
  }

 private:
  size_t screens_;
  std::map<std::string, std::vector<std::int64_t>> times_;
};

class Screen {
 public:
  Screen(const Options& options, const alarm::MqttBroker& broker, const std::vector<alarm::AlarmKey>& keys,
         int number, Arrivals& arrivals)
      : keys_(keys),
        place_{options.site, {}},
        topic_(alarm::screen_topic(options.site, "screen-" + std::to_string(number))),
        desk_(alarm::Journal(std::filesystem::path(options.folder) / (std::to_string(number) + ".json")),
              [this, &arrivals](const AlarmState& state) { show(state, arrivals); }, Millis{0}, {},
              {"screen-" + std::to_string(number)}) {
    alarm::MqttSettings settings;
    settings.broker = broker;
    settings.client = "madang:" + options.site + ":screen:screen-" + std::to_string(number);
    settings.filters = {alarm::notice_topic(options.site, "")};
    settings.will = {topic_, Json{{"screen", "screen-" + std::to_string(number)}, {"online", false}}.dump()};
    settings.most_bytes = alarm::k_most_notice_bytes;
    client_ = alarm::MqttClient::create(
                  settings, [this](const alarm::MqttMessage& message) { hear(message); }, steady_now())
                  .value();
    client_->keep(topic_, desk_.to_json());
  }

  alarm::MqttClient& client() { return *client_; }

 private:
  void hear(const alarm::MqttMessage& message) {
    auto notice = alarm::open_notice(as_bytes(message.payload), keys_, place_);
    if (!notice) {
      std::fprintf(stderr, "%s\n", notice.error().error.message.en.c_str());
      std::exit(1);
    }
    std::vector<alarm::Order> orders;
    orders.push_back({std::move(*notice), Clock().now(), http::Responder::unheard()});
    desk_.take(std::move(orders));
    AlarmPresented presented;
    for (const Incident& each : desk_.state().active)
      presented.incidents.push_back(each.id);
    desk_.presented(presented);
    client_->keep(topic_, desk_.to_json());
  }

  void show(const AlarmState& state, Arrivals& arrivals) {
    if (state.active == shown_)
      return;
    shown_ = state.active;
    arrivals.note(state);
  }

  const std::vector<alarm::AlarmKey>& keys_;
  const alarm::AlarmPlace place_;
  const std::string topic_;
  std::vector<Incident> shown_;
  alarm::Desk desk_;
  std::optional<alarm::MqttClient> client_;
};

void run(const Options& options) {
  const auto broker = alarm::parse_broker(options.broker).value();
  const auto keys = alarm::read_alarm_keys(options.keys).value();
  // A link, and the pair of sockets by which libmosquitto would wake itself.
  const auto descriptors = static_cast<rlim_t>(3 * options.count + 100);
  const rlimit limit{descriptors, descriptors};
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
    std::perror("simulated_screens: setrlimit");
  Arrivals arrivals(static_cast<size_t>(options.count));
  std::vector<std::unique_ptr<Screen>> screens;
  for (int i = 0; i < options.count; ++i)
    screens.push_back(std::make_unique<Screen>(options, broker, keys, i, arrivals));
  std::vector<pollfd> polled(screens.size());
  bool told = false;
  for (;;) {
    SteadyTime next = steady_now() + std::chrono::seconds(1);
    for (size_t i = 0; i < screens.size(); ++i) {
      polled[i] = screens[i]->client().poll();
      next = std::min(next, screens[i]->client().next());
    }
    const auto wait = std::chrono::ceil<Millis>(next - steady_now());
    ::poll(polled.data(), polled.size(), static_cast<int>(std::max<Millis::rep>(0, wait.count())));
    const SteadyTime now = steady_now();
    for (size_t i = 0; i < screens.size(); ++i) {
      if (polled[i].revents != 0 || screens[i]->client().next() <= now)
        screens[i]->client().serve(polled[i].revents, now);
    }
    if (!told && std::all_of(screens.begin(), screens.end(),
                             [](const auto& each) { return each->client().linked(); })) {
      std::puts("linked");
      std::fflush(stdout);
      told = true;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv, argv + argc);
  if (words.size() != 6) {
    std::fputs("usage: simulated_screens BROKER SITE KEYS FOLDER COUNT\n", stderr);
    return 2;
  }
  run({words[1], words[2], words[3], words[4], std::stoi(words[5])});
}
