// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/unit/bridge/listening_screen.h"

#include <poll.h>

#include <algorithm>

namespace madang::test {

ListeningScreen::ListeningScreen(std::vector<alarm::AlarmKey> keys, Player player)
    : wakeup_(Wakeup::create().value()),
      listener_({"", std::move(keys), {"olle", {"east"}}}, orders_, wakeup_, Clock()),
      player_shows_(player == Player::shows),
      server_(http::Server::create(
                  "127.0.0.1", 0,
                  [this](http::Request request, http::Responder responder) {
                    {
                      const std::lock_guard lock(mutex_);
                      std::string line = request.method + " " + request.path;
                      for (const auto& [name, value] : request.query)
                        line += " " + name + "=" + value;
                      requests_.push_back(std::move(line));
                    }
                    came_.notify_all();
                    listener_.handle(request, std::move(responder));
                  },
                  alarm::Listener::limits())
                  .value()),
      main_([this](const std::stop_token& stop) { run(stop); }),
      serving_([this](std::stop_token stop) { server_.run(std::move(stop)); }) {}

ListeningScreen::~ListeningScreen() {
  serving_.request_stop();
  serving_.join();
  main_.request_stop();
  wakeup_.ring();
}

std::string ListeningScreen::url() const {
  return "http://127.0.0.1:" + std::to_string(server_.port());
}

bool ListeningScreen::await_request(const std::string& line) const {
  std::unique_lock lock(mutex_);
  return came_.wait_for(lock, std::chrono::seconds(20), [&] {
    return std::find(requests_.begin(), requests_.end(), line) != requests_.end();
  });
}

void ListeningScreen::wake_player() {
  player_shows_ = true;
  wakeup_.ring();
}

void ListeningScreen::run(const std::stop_token& stop) {
  const Clock clock;
  alarm::Desk desk(
      alarm::Journal(folder_.path() / "alarm.json"), [](const AlarmState&) {}, Millis{0});
  while (!stop.stop_requested()) {
    const auto now = std::chrono::steady_clock::now();
    Millis wait{60'000};
    if (const auto next = desk.next())
      wait = std::clamp(std::chrono::ceil<Millis>(*next - now), Millis{0}, wait);
    pollfd heard{wakeup_.fd(), POLLIN, 0};
    ::poll(&heard, 1, static_cast<int>(wait.count()));
    wakeup_.hear();
    desk.take(orders_.take_all());
    std::vector<IncidentId> ids;
    for (const Incident& each : desk.state().active)
      ids.push_back(each.id);
    if (player_shows_ && ids != desk.on_glass())
      desk.presented({std::move(ids), clock.now()});
    desk.tick(std::chrono::steady_clock::now(), clock.now(), true);
  }
}

}  // namespace madang::test
