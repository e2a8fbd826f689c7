// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"

namespace madang::alarm {

/// `Madang-HMAC <64 hexadecimal digits>`: HMAC-SHA-256 of the body with the shared secret.
///
/// Not the secret itself, as HTTP's own schemes would send it: anyone on the market's network could listen,
/// and from then on raise what he likes. What he can record instead is one command, and its sequence number
/// makes that useless.
std::string authorization(std::string_view secret, std::string_view body);

/// Says whether a body comes from someone who knows the secret. A good one is always let in, whatever others
/// did before it; the wrong ones are counted, and beyond a budget answered and logged more tersely. `check`
/// is bound to one thread, `refused` is thread-safe.
class Guard {
 public:
  /// With an empty secret nothing is good.
  explicit Guard(std::string secret) : secret_(std::move(secret)) {}

  enum class Answer { good, wrong, too_many };
  Answer check(std::string_view authorization_header, std::string_view body, SteadyTime now);
  /// Counts what somebody else found to be wrong: never `good`.
  Answer refuse(SteadyTime now);
  /// So many wrong ones came lately that the next would be `too_many`.
  bool is_besieged(SteadyTime now);
  std::uint64_t refused() const { return refused_; }

 private:
  void refill(SteadyTime now);

  const std::string secret_;
  std::atomic<std::uint64_t> refused_{0};
  double budget_ = k_budget;
  SteadyTime refilled_{};
  static constexpr double k_budget = 10;  ///< wrong ones in a row; one a second comes back
};

/// The first line of a file; shorter than 16 characters is `invalid`, as it could be guessed.
Result<std::string> read_secret(const std::filesystem::path& file);

}  // namespace madang::alarm
