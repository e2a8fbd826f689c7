// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "content-schema/base/clock.h"
#include "content-schema/wire/manifest.h"
#include "scheduler/fetch/transfer.h"

namespace madang::fetch {

struct ReportOptions {
  std::string server;
  std::filesystem::path authorities;  ///< as of Transfer
  Millis every{10'000};
  Millis least_apart{1'000};  ///< after a change of what is to be told
  Patience patience{Millis{3'000}, Millis{5'000}, 64, Millis{5'000}};
};

/// Tells the central server how this kiosk is, every ten seconds and soon after a change. On a thread of its
/// own, so that neither a long download nor a server that stalls makes a living screen look dead for longer
/// than that server's own fault. A heartbeat that does not get through is dropped: the next one says all of
/// it.
class Reporter {
 public:
  Reporter(ReportOptions options, Clock clock)
      : options_(std::move(options)), clock_(clock), transfer_(options_.authorities) {}

  /// What to tell from now on. Thread-safe.
  void put(Heartbeat heartbeat);
  /// Until asked to stop. On one thread.
  void run(std::stop_token stop);

 private:
  void post(Heartbeat heartbeat, std::stop_token stop);

  const ReportOptions options_;
  const Clock clock_;
  Transfer transfer_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<Heartbeat> latest_;  // guarded by mutex_
  bool news_ = false;                // guarded by mutex_
};

}  // namespace madang::fetch
