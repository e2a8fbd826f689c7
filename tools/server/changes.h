// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

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

/// The release that screens should have, as it lies in the repository.
struct Current {
  ReleaseId id;
  std::string manifest;  ///< its bytes
};

/// Knows the current release, and who waits for another. Thread-safe.
class Changes {
 public:
  static Result<std::unique_ptr<Changes>> create(Repository repository, std::size_t most_waiting = 4096);

  /// Null where nothing was published yet.
  std::shared_ptr<const Current> current() const;

  /// Answers at once when the current release is another than `after`; else as soon as it is, or 204 at
  /// `deadline`. Too many waiting: 503.
  void wait(const ReleaseId& after, SteadyTime deadline, http::Responder responder);

  /// Watches `release.json` (inotify, and a look every second where a file system tells nothing) and answers
  /// those who wait, until asked to stop. On one thread.
  void run(std::stop_token stop);

 private:
  struct Waiting {
    ReleaseId after;
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
