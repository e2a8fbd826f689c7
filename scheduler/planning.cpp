// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/planning.h"

#include "content-schema/base/log.h"

namespace madang {
namespace {

Planning::Answer answer_to(const Planning::Order& order) {
  auto programme = plan_around(order.content, order.screen, order.now, order.clock);
  if (!programme)
    return fail(std::move(programme.error()));
  log::info("plan: {} segments until {}", programme->segments.size(), to_iso8601(programme->covers.to));
  return PlayerServer::framed(ProgrammeMessage{std::move(*programme)});
}

}  // namespace

void Planning::ask(Order order) {
  {
    const std::lock_guard lock(mutex_);
    order_ = std::move(order);
  }
  asked_.notify_one();
}

std::optional<Planning::Order> Planning::next(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!asked_.wait(lock, stop, [this] { return order_.has_value(); }))
    return std::nullopt;
  return std::exchange(order_, std::nullopt);
}

void Planning::run(const std::stop_token& stop) {
  while (const auto order = next(stop)) {
    answers_.put(answer_to(*order));
    done_();
  }
}

}  // namespace madang
