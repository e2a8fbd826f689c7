// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/live/sources.h"

#include <algorithm>

namespace madang::live {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_longest_wait = 60s;

/// Some kilobytes from a machine nearby: whoever takes longer is of no use before the next round.
constexpr fetch::Patience k_patience{3s, 5s, 8 << 10, 2s};

fetch::Order order_for(const DataSource& source, const std::string& tag) {
  fetch::Order order;
  order.url = source.url;
  order.most_bytes = k_most_answer_bytes;
  order.if_none_match = tag;
  order.patience = k_patience;
  return order;
}

Millis until(std::optional<SteadyTime> due, SteadyTime now) {
  if (!due)
    return k_longest_wait;
  return std::clamp(std::chrono::ceil<Millis>(*due - now), Millis{0}, k_longest_wait);
}

}  // namespace

void Sources::follow(std::vector<DataSource> sources) {
  wanted_.put(std::move(sources));
  transfers_.wake();
}

void Sources::clock_was_set() {
  doubt_.store(true);
  transfers_.wake();
}

void Sources::run(const std::stop_token& stop) {
  const std::stop_callback wake(stop, [this] { transfers_.wake(); });
  LiveBook book(kept_.recall());
  while (!stop.stop_requested()) {
    bool changed = false;
    if (auto sources = wanted_.take()) {
      transfers_.cancel_all();
      book.follow(std::move(*sources), std::chrono::steady_clock::now());
      changed = true;
    }
    if (doubt_.exchange(false)) {
      book.doubt(std::chrono::steady_clock::now());
      changed = true;
    }
    ask_due(book);
    for (const auto& done : transfers_.work(until(book.next_due(), std::chrono::steady_clock::now()))) {
      book.heard(done.id, done.answer, done.body, clock_.now(), std::chrono::steady_clock::now(), dice_());
      changed = true;
    }
    if (changed)
      tell(book);
  }
  kept_.keep(book.values(), std::chrono::steady_clock::now(), KeptValues::Occasion::ending);
}

void Sources::ask_due(LiveBook& book) {
  for (const size_t index : book.take_due(std::chrono::steady_clock::now()))
    transfers_.start(index, order_for(book.source(index), book.tag(index)));
}

void Sources::tell(const LiveBook& book) {
  news_.put({book.values(), book.problems()});
  rung_();
  kept_.keep(book.values(), std::chrono::steady_clock::now(), KeptValues::Occasion::running);
}

}  // namespace madang::live
