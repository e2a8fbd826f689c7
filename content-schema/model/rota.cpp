// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/rota.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <queue>
#include <utility>

namespace madang {
namespace {

constexpr std::int64_t k_whole = 1'000'000'000;
constexpr std::size_t k_most_turns = 1'000'000;
constexpr Millis k_longest = std::chrono::days{30};  // longer ones would not fit our arithmetic

/// The dues in parts of k_whole, with exactly that sum, so that all else is counted without rounding.
std::vector<std::int64_t> whole_dues(const std::vector<Contender>& contenders) {
  const auto parts = dues(contenders);
  std::vector<std::int64_t> whole(parts.size());
  std::transform(parts.begin(), parts.end(), whole.begin(), [](double part) {
    return part > 0 ? std::max(std::llround(part * static_cast<double>(k_whole)), 1LL) : 0;
  });
  const auto most = std::max_element(whole.begin(), whole.end());
  if (most != whole.end() && *most > 0)
    *most += k_whole - std::accumulate(whole.begin(), whole.end(), std::int64_t{0});
  return whole;
}

struct Standing {
  std::int64_t due = 0;      // in parts of k_whole
  std::int64_t served = 0;   // ms
  std::uint32_t next = 0;    // piece
};

}  // namespace

std::vector<double> dues(const std::vector<Contender>& contenders) {
  std::vector<double> parts(contenders.size(), 0);
  std::vector<bool> promised(contenders.size(), false);
  double given = 0;   // to those who get what they were promised
  double shares = 0;  // of the others
  for (const Contender& each : contenders)
    shares += each.pieces.empty() ? 0 : each.share;
  // Whoever is given more than its share takes from the others, of whom one may then be below its own promise.
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      const Contender& each = contenders[i];
      if (each.pieces.empty() || promised[i])
        continue;
      const double part = std::max(0.0, 1 - given) * each.share / shares;
      if (each.at_least > part) {
        promised[i] = again = true;
        given += each.at_least;
        shares -= each.share;
      }
    }
  }
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    if (contenders[i].pieces.empty())
      continue;
    parts[i] = promised[i] ? contenders[i].at_least / std::max(1.0, given)
                           : std::max(0.0, 1 - given) * contenders[i].share / shares;
  }
  // What is left where all that was promised is less than the whole and nobody else is there.
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  for (double& part : parts)
    part = sum > 0 ? part / sum : 0;
  return parts;
}

Rota::Rota(const std::vector<Contender>& contenders, Millis span) {
  const auto parts = whole_dues(contenders);
  std::vector<Standing> standings(contenders.size());
  // By when they may play again, and of those who may, by when they would be finished; then by their order.
  using Entry = std::pair<std::int64_t, std::uint32_t>;
  using Queue = std::priority_queue<Entry, std::vector<Entry>, std::greater<>>;
  Queue waiting;
  Queue ready;
  const auto time_of = [&](std::int64_t served, std::int64_t due) {  // rounded up to a whole millisecond
    return (served * k_whole + due - 1) / due;
  };
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    standings[i].due = parts[i];
    if (parts[i] > 0)
      waiting.emplace(0, static_cast<std::uint32_t>(i));
  }
  span = std::min(span, k_longest);
  std::int64_t now = 0;
  while (now < span.count() && (!waiting.empty() || !ready.empty())) {
    // Rounding may leave a moment in which nobody may: then whoever may next.
    while (!waiting.empty() && (waiting.top().first <= now || ready.empty())) {
      const std::uint32_t index = waiting.top().second;
      waiting.pop();
      const Standing& standing = standings[index];
      const std::int64_t piece = contenders[index].pieces[standing.next].count();
      ready.emplace(time_of(standing.served + piece, standing.due), index);
    }
    const std::uint32_t index = ready.top().second;
    ready.pop();
    Standing& standing = standings[index];
    const auto& pieces = contenders[index].pieces;
    const bool goes_on = pieces.size() == 1 && !turns_.empty() && turns_.back().contender == index;
    if (!goes_on) {
      if (turns_.size() == k_most_turns)
        break;
      turns_.push_back({Millis(now), index, standing.next});
    }
    const std::int64_t piece = pieces[standing.next].count();
    now += piece;
    standing.served += piece;
    standing.next = (standing.next + 1) % static_cast<std::uint32_t>(pieces.size());
    waiting.emplace(time_of(standing.served, standing.due), index);
  }
  end_ = Millis(now);
}

std::size_t Rota::at(Millis offset) const {
  const auto after = std::upper_bound(turns_.begin(), turns_.end(), offset,
                                      [](Millis value, const Turn& turn) { return value < turn.begin; });
  return after == turns_.begin() ? 0 : static_cast<std::size_t>(after - turns_.begin()) - 1;
}

}  // namespace madang
