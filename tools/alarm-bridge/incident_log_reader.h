// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <vector>

#include "tools/alarm-bridge/incident_log.h"

namespace madang::bridge {

/// Longer lines are not parsed: an IncidentLog writes none of a tenth of it. With it, and with the limit that
/// whoever reads the file gives to `read_file`, all memory here is bounded.
inline constexpr std::size_t k_most_log_line = 16 << 10;

/// What one file of an IncidentLog says.
struct LogText {
  std::vector<LogEntry> entries;    ///< in the order they were written
  std::vector<std::size_t> broken;  ///< lines that are none of such a log, from 1
};

/// Passed over without a word: members and kinds of lines that a later bridge may write, empty lines, and
/// what a power cut left of the last line. An `ms` that is no number of the last hundred years counts as
/// missing. Pure.
LogText read_log(std::string_view text);

/// The log after those of the same name that it has replaced, oldest first: `.4` ... `.1` as far as they
/// exist.
std::vector<std::filesystem::path> log_files(const std::filesystem::path& log);

}  // namespace madang::bridge
