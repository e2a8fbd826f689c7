// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "scheduler/alarm/desk.h"
#include "scheduler/http/server.h"
#include "tests/support/temp_folder.h"

namespace madang::test {

/// A screen's alarm endpoint as a kiosk runs it, on loopback: server, listener and desk, and in the player's
/// place one that puts every alarm on the glass, or none.
class ListeningScreen {
 public:
  enum class Player { shows, hangs };
  explicit ListeningScreen(std::vector<alarm::AlarmKey> keys, Player player = Player::shows);
  ListeningScreen(const ListeningScreen&) = delete;
  ListeningScreen& operator=(const ListeningScreen&) = delete;
  ~ListeningScreen();

  std::string url() const;
  /// Returns once this came in, e.g. `POST /alarm wait=displayed`; false if it does not.
  bool await_request(const std::string& line) const;
  /// The player shows from now on, beginning with what is on.
  void wake_player();

 private:
  void run(const std::stop_token& stop);

  TempFolder folder_;
  Wakeup wakeup_;
  alarm::Orders orders_;
  alarm::Listener listener_;
  std::atomic<bool> player_shows_;
  mutable std::mutex mutex_;
  mutable std::condition_variable came_;
  std::vector<std::string> requests_;  // guarded by mutex_
  http::Server server_;
  std::jthread main_;
  std::jthread serving_;
};

}  // namespace madang::test
