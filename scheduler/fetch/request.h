// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

// Private to this folder: one request as curl runs it, alone (transfer.cpp) or among others (transfers.cpp).

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "scheduler/fetch/curl.h"
#include "scheduler/fetch/transfer.h"

namespace madang::fetch {

/// What happens while curl runs one request; its callbacks fill it in.
struct Running {
  const Order& order;
  const Sink& sink;
  CURL* easy;
  Answer answer;
  std::uint64_t starts_at = 0;
  bool begun = false;
  bool bad_range = false;
  std::optional<Fault> fault;                 ///< why a callback ended the request
  std::array<char, CURL_ERROR_SIZE> words{};  ///< curl's own, where it has some
};

/// Sets curl up for the request; the headers have to live as long as it runs.
CurlList prepare(CURL* easy, const Order& order, const Authorities& authorities, Running& running);

/// Turns how curl ended and what the server said into an answer or a fault.
Fetched<Answer> conclude(Running& running, CURLcode code);

/// What a server that does not keep pace is told of as.
Fetched<Answer> too_slow(const Order& order);

/// Whether the body comes fast enough. Our own count, since curl's looks at whole seconds only and starts
/// anew with every byte.
class Pace {
 public:
  Pace(const Patience& patience, SteadyTime start)
      : patience_(patience), window_(start), answer_by_(start + patience.connect + patience.answer) {}

  bool too_slow(std::uint64_t bytes, bool answered, SteadyTime now) {
    if (!answered)
      return now >= answer_by_;
    if (!counting_) {
      counting_ = true;
      window_ = now;
    }
    if (now - window_ < patience_.stall)
      return false;
    const auto wanted = patience_.least_rate * static_cast<std::uint64_t>(patience_.stall.count()) / 1000;
    const bool slow = bytes - counted_ < std::max<std::uint64_t>(wanted, 1);
    counted_ = bytes;
    window_ = now;
    return slow;
  }

 private:
  const Patience& patience_;
  SteadyTime window_;
  SteadyTime answer_by_;
  std::uint64_t counted_ = 0;
  bool counting_ = false;
};

}  // namespace madang::fetch
