// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/base/wakeup.h"
#include "content-schema/model/ids.h"
#include "scheduler/http/server.h"
#include "tools/server/repository.h"

namespace madang::server {

/// What the repository says now, as it lies there: who believes it is not asked here.
struct Current {
  std::string version;    ///< of `timestamp.json`, in digits
  std::string timestamp;  ///< its bytes
  ReleaseId newest;
  std::map<ScreenId, ReleaseId> assigned;
};

/// Knows what the repository says, and who waits for news. Thread-safe.
class Changes {
 public:
  static Result<std::unique_ptr<Changes>> create(Repository repository, std::size_t most_waiting = 4096);

  /// Null where nothing was published yet.
  std::shared_ptr<const Current> current() const;

  /// Answers at once when the version is another than `after`; else as soon as it is, or 204 at `deadline`.
  /// Too many waiting: 503.
  void wait(const std::string& after, SteadyTime deadline, http::Responder responder);

  /// Watches `timestamp.json` (inotify, and a look every second where a file system tells nothing) and
  /// answers those who wait, until asked to stop. On one thread.
  void run(std::stop_token stop);

 private:
  struct Waiting {
    std::string after;
    SteadyTime deadline;
    http::Responder responder;
  };

  Changes(Repository repository, Wakeup wakeup, std::size_t most_waiting);
  void look();
  void answer_due(SteadyTime now);

  const Repository repository_;
  const Wakeup wakeup_;
  const std::size_t most_waiting_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Current> current_;  // guarded by mutex_
  std::vector<Waiting> waiting_;            // guarded by mutex_
};

}  // namespace madang::server
