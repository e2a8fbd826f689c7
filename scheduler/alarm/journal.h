// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "content-schema/base/error.h"
#include "scheduler/alarm/state.h"

namespace madang::alarm {

/// The whole state as JSON, and back; nothing for what is none.
std::string encode(const State& state);
std::optional<State> decode_state(std::span<const std::byte> bytes);

/// Where the alarm state survives a restart: one small file, replaced whole and synced before `keep` returns.
/// Bound to one thread.
class Journal {
 public:
  explicit Journal(std::filesystem::path file) : file_(std::move(file)) {}

  /// The empty state where there is no file yet. A file that cannot be understood is `invalid`; it is moved
  /// aside first, so that the next alarm can be written down.
  Result<State> load() const;
  Status keep(const State& state) const;

 private:
  std::filesystem::path file_;
};

}  // namespace madang::alarm
