// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "content-schema/base/unique_fd.h"
#include "content-schema/base/wakeup.h"

namespace madang::test {

/// What a server says to one request, byte for byte.
struct Scripted {
  std::string bytes;
  enum class Then {
    close,
    stall,  ///< stays silent until the client leaves
    drip,   ///< a byte a second
    flood   ///< as many as the client takes
  } then = Then::close;
};

/// `HTTP/1.1 200 OK` with a true Content-Length.
Scripted scripted_ok(const std::string& body, const std::string& more_headers = {});
Scripted scripted_status(int status);

/// A server that keeps no rule: for each path it plays a list of scripts, one for each connection, and then
/// the last one again. A path without scripts is hung up on. Loopback only; one connection at a time.
/// Thread-safe.
class HostileServer {
 public:
  HostileServer();
  HostileServer(const HostileServer&) = delete;
  HostileServer& operator=(const HostileServer&) = delete;
  ~HostileServer();

  std::uint16_t port() const { return port_; }
  std::string url(const std::string& path = "") const;
  void script(const std::string& path, std::vector<Scripted> scripts);
  /// The heads of the requests so far, as they came.
  std::vector<std::string> requests() const;

 private:
  void serve(std::stop_token stop);
  void serve_one(int fd, const std::stop_token& stop);

  UniqueFd listening_;
  Wakeup wakeup_;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<Scripted>> scripts_;  // guarded by mutex_
  std::vector<std::string> requests_;                     // guarded by mutex_
  std::jthread thread_;
};

}  // namespace madang::test
