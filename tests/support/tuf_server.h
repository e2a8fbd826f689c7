// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "scheduler/http/server.h"
#include "tests/support/tuf_repository.h"

namespace madang::test {

/// A web server that has what a TUF repository has published: `/metadata/` and `/targets/`, and 404 for the
/// rest. Loopback only. Thread-safe.
class TufServer {
 public:
  TufServer();

  /// As it is now; call it again when the repository has changed.
  void serve(const TufRepository& repository);
  std::string metadata_url() const { return url_ + "/metadata"; }
  std::string targets_url() const { return url_ + "/targets/"; }
  /// The paths that were asked for since the last time, decoded: `/metadata/2.root.json`.
  std::vector<std::string> take_requests();

 private:
  http::Response answer(const std::string& path);

  std::mutex mutex_;
  std::map<std::string, std::string> documents_;  // guarded by mutex_
  std::map<std::string, std::string> files_;      // guarded by mutex_
  std::vector<std::string> requests_;             // guarded by mutex_
  http::Server server_;
  std::string url_;
  std::jthread thread_;
};

}  // namespace madang::test
