// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <optional>

#include "content-schema/base/clock.h"
#include "content-schema/model/live.h"

namespace madang::live {

/// The last values in one file, so that a restart has something to show until the sources have answered, as
/// old as it is. A file that cannot be read or written is logged and otherwise passed over. Bound to one
/// thread.
class KeptValues {
 public:
  /// Flash wears: at most as often while running, and once more at the end.
  static constexpr Millis k_every{std::chrono::minutes{5}};
  enum class Occasion { running, ending };

  explicit KeptValues(std::filesystem::path file) : file_(std::move(file)) {}

  LiveValues recall();
  void keep(const LiveValues& values, SteadyTime now, Occasion occasion);

 private:
  std::filesystem::path file_;
  LiveValues kept_;                  // what the file holds
  std::optional<SteadyTime> since_;  // when it was written
};

}  // namespace madang::live
