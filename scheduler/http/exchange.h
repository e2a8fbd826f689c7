// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "content-schema/base/wakeup.h"
#include "scheduler/http/server.h"

struct MHD_Connection;

namespace madang::http {

/// Where answers given on other threads wait for the server's. Outlives the server as long as a responder
/// does. Thread-safe.
class AnswerBell {
 public:
  explicit AnswerBell(Wakeup wakeup) : wakeup_(std::move(wakeup)) {}
  void ring(const std::shared_ptr<Exchange>& exchange);
  void ring() const { wakeup_.ring(); }
  std::vector<std::shared_ptr<Exchange>> hear();
  int fd() const { return wakeup_.fd(); }

 private:
  Wakeup wakeup_;
  std::mutex mutex_;
  std::vector<std::weak_ptr<Exchange>>
      answered_;  // guarded by mutex_; weak, or an answer nobody hears would own itself
};

/// One request and its answer, shared by the server's thread and whoever answers.
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  explicit Exchange(std::shared_ptr<AnswerBell> bell) : bell_(std::move(bell)) {}

  // Any thread.
  static void answer(const std::shared_ptr<Exchange>& exchange, Response response);
  bool over();

  // The server's thread only.
  Request request;
  MHD_Connection* connection = nullptr;
  bool suspended = false;
  bool handled = false;
  bool too_large = false;
  std::size_t received = 0;  ///< bytes of body, also those not kept
  std::optional<Response> take();
  void end();

 private:
  std::shared_ptr<AnswerBell> bell_;
  std::mutex mutex_;
  std::optional<Response> response_;  // guarded by mutex_
  bool answered_ = false;             // guarded by mutex_
  bool over_ = false;                 // guarded by mutex_: the connection is done with it
};

}  // namespace madang::http
