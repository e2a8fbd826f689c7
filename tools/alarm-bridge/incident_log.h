// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"
#include "content-schema/model/alarm.h"

namespace madang::bridge {

/// One line of the records. Empty: does not apply, and is not written.
struct LogEntry {
  enum class What {
    raised,     ///< or said to be something else than before, or somewhere else
    received,   ///< `screen` has it on its disk, `ms` after it was raised
    displayed,  ///< it is on the glass of `screen`, `ms` after it was raised
    cleared,    ///< `by` somebody; with `screen`: off its glass, `ms` after that
    expired,
    refused,  ///< a message of `source`, or by `screen` a notice of ours
    link_lost,
    link_back,
    panel,  ///< `kind` is subject and happening: `smoke-trouble`
    started,
  };
  What what = What::started;
  SysTime at;  ///< by the bridge's clock
  std::string incident{};
  std::string kind{};
  std::optional<Exercise> exercise{};
  std::string screen{};
  std::string road{};
  std::string source{};
  std::string by{};
  std::optional<Millis> ms{};
  std::string place{};  ///< what burns
  friend bool operator==(const LogEntry&, const LogEntry&) = default;
};

/// `link-lost`...
const char* word(LogEntry::What what);

/// One line of JSON, without its end:
///
///     {"at":"2026-11-22T15:00:00.000Z","what":"displayed","incident":"1234.1.5","kind":"fire","exercise":"actual",
///      "screen":"gate-1","road":"post","ms":41}
std::string to_json_line(const LogEntry& entry);

inline constexpr std::uint64_t k_log_bytes = 8 << 20;
inline constexpr int k_old_logs = 4;

/// What became of every alarm, for the report of a drill and for whoever asks later. Lines are only ever
/// added at the end; a file that has reached its size becomes `<name>.1`, that one `.2`, and the fifth is
/// forgotten. Bound to one thread.
class IncidentLog {
 public:
  explicit IncidentLog(std::filesystem::path file, std::uint64_t most_bytes = k_log_bytes)
      : file_(std::move(file)), most_bytes_(most_bytes) {}

  /// All of them are on the disk when it returns, or none is. What a power cut left of a line goes first.
  Status append(const std::vector<LogEntry>& entries);

 private:
  Status open();
  Status rotate();

  const std::filesystem::path file_;
  const std::uint64_t most_bytes_;
  UniqueFd fd_;
  std::uint64_t size_ = 0;  ///< up to the end of the last whole line
};

}  // namespace madang::bridge
