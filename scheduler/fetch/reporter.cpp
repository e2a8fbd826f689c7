// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/reporter.h"

#include "content-schema/wire/codec.h"

namespace madang::fetch {

void Reporter::put(Heartbeat heartbeat) {
  {
    const std::lock_guard lock(mutex_);
    if (latest_ == heartbeat)
      return;
    latest_ = std::move(heartbeat);
    news_ = true;
  }
  changed_.notify_one();
}

void Reporter::run(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    if (latest_) {
      Heartbeat heartbeat = *latest_;
      news_ = false;
      lock.unlock();
      post(std::move(heartbeat), stop);
      lock.lock();
      changed_.wait_for(lock, stop, options_.least_apart, [] { return false; });
    }
    changed_.wait_for(lock, stop, options_.every - options_.least_apart, [this] { return news_; });
  }
}

void Reporter::post(Heartbeat heartbeat, std::stop_token stop) {
  heartbeat.clock = clock_.now();
  Order order;
  order.url = options_.server + "/heartbeat";
  order.post = encode(heartbeat);
  order.most_bytes = 4096;
  order.patience = options_.patience;
  std::string ignored_body;
  // Not logged: fetching from the same server says what is wrong with it.
  [[maybe_unused]] const auto answer = transfer_.run(order, ignored_body, std::move(stop));
}

}  // namespace madang::fetch
