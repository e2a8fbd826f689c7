// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "content-schema/wire/message.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace madang::test {

/// `madang serve` on a repository, on one port for its life and that of those who follow it.
class Office {
 public:
  explicit Office(std::filesystem::path repository) : repository_(std::move(repository)) {
    std::filesystem::create_directories(repository_);
  }
  void start();
  void kill() { process_->kill(); }
  Process& process() { return *process_; }
  std::string url(const std::string& path = "") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }

  std::map<std::string, std::string> environment;  ///< on top of ours
  std::filesystem::path keys;                      ///< for `--keys`; empty: it signs nothing

 private:
  std::filesystem::path repository_;
  int port_ = 0;
  std::optional<Process> process_;
};

/// Writes a content folder of one text; different words make a different release.
void write_content(const TempFolder& folder, const std::string& words);
/// `madang publish`, in English; makes the keys the first time. `words` are more of its options.
Ended publish(const TempFolder& folder, const std::map<std::string, std::string>& environment = {},
              const std::vector<std::string>& words = {});
/// Where `publish` keeps its keys; madang's own folder for them is never touched.
std::filesystem::path keys_folder(const TempFolder& folder);
/// The root.json that the scheduler of a kiosk is given; made with the keys.
std::filesystem::path root_file(const TempFolder& folder);

/// `madang-scheduler` with a state folder that survives it.
class Kiosk {
 public:
  Kiosk(const TempFolder& folder, std::string server);
  void start();
  void kill() { process_->kill(); }
  Process& process() { return *process_; }
  std::string alarm_url(const std::string& path = "") const {
    return "http://127.0.0.1:" + std::to_string(alarm_port_) + path;
  }
  std::filesystem::path socket() const { return folder_.path() / "player.sock"; }
  std::filesystem::path secret_file() const { return folder_.path() / "secret"; }

  std::map<std::string, std::string> environment;  ///< of the scheduler, on top of ours
  std::string settings;                            ///< more lines for its file
  std::string screen = "gate-1";
  int all_clear = 0;           ///< seconds of its page; none, so that what was on comes back at once
  std::filesystem::path root;  ///< whom to trust; empty: keys in this kiosk's own folder

 private:
  const TempFolder& folder_;
  std::string server_;
  int alarm_port_ = 0;
  std::optional<Process> process_;
};

inline constexpr const char* k_secret = "a secret of the market";

/// Takes what the scheduler says and presents each alarm at once.
class FakePlayer {
 public:
  explicit FakePlayer(const std::filesystem::path& socket);
  FakePlayer(const FakePlayer&) = delete;
  FakePlayer& operator=(const FakePlayer&) = delete;
  ~FakePlayer();

  ReleaseId release() const;
  std::vector<IncidentId> alarms() const;

 private:
  void listen();
  void say(const Message& message) const;

  UniqueFd fd_;
  mutable std::mutex mutex_;
  ReleaseId release_;               // guarded by mutex_
  std::vector<IncidentId> alarms_;  // guarded by mutex_
  std::jthread thread_;
};

}  // namespace madang::test
