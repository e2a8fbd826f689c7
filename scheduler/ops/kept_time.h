// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <optional>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"

namespace madang {

/// The last synchronised time of this kiosk, in a file of one line (ISO 8601), replaced whole. Only times
/// that the kernel vouches for come in here: an unvouched clock in 2100 would lock out every right one after
/// it. Bound to one thread.
class KeptTime {
 public:
  enum class Occasion { running, ending };

  /// Nothing is known where there is no such file. One that cannot be understood is moved aside, and `damage`
  /// says so until another is written.
  explicit KeptTime(std::filesystem::path file);

  const std::optional<SysTime>& time() const { return time_; }
  const std::optional<Bilingual>& damage() const { return damage_; }

  /// Writes it down where it is worth a write (see `is_due`). A disk that fails is told; the next call tries
  /// again.
  Status keep(SysTime synchronised, Occasion occasion);

  /// Once an hour, and at the end, but not after less than a minute; at once where what is kept lies in the
  /// future.
  static bool is_due(const std::optional<SysTime>& kept, SysTime synchronised, Occasion occasion);

 private:
  std::filesystem::path file_;
  std::optional<SysTime> time_;
  std::optional<Bilingual> damage_;
};

}  // namespace madang
