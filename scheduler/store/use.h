// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "content-schema/base/clock.h"

namespace madang {

/// Bytes written on one day of UTC. A day's count ends when a time of another day comes, be it an earlier
/// one: a kiosk's clock may be set.
struct Written {
  std::chrono::sys_days day;
  std::uint64_t bytes = 0;

  std::uint64_t on(SysTime now) const {
    return std::chrono::floor<std::chrono::days>(now) == day ? bytes : 0;
  }
  friend bool operator==(const Written&, const Written&) = default;
};

Written add(const Written& before, std::uint64_t bytes, SysTime now);

/// `2026-11-22 1048576` and a newline, in the file `written` of a store. Whatever else is read is a count of
/// nothing: it is told to people and decides nothing.
std::string to_text(const Written& written);
Written written_from(std::string_view text);
Written read_written(const std::filesystem::path& root);

}  // namespace madang
