// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scheduler/ops/clock_trust.h"
#include "scheduler/ops/kept_time.h"
#include "scheduler/ops/kernel_clock.h"

namespace madang {

/// Looks at the clock again and again, and remembers what it was: when it was synchronised last, in this run
/// and on the disk, and by how much it is off the time since boot. Reads no clock itself. Bound to one
/// thread.
class ClockWatch {
 public:
  explicit ClockWatch(KeptTime kept) : kept_(std::move(kept)) {}

  enum class News {
    none,
    stepped,  ///< it was set since the last look
    trust,    ///< it is trusted now and was not, or the other way round; it may have been set as well
  };
  /// `published`: of the release that is on screen.
  News look(const ClockReading& reading, std::optional<SysTime> published);

  /// Of the last look; before the first, not to be trusted.
  ClockVerdict verdict() const { return verdict_; }
  bool trusted() const { return is_trusted(verdict_); }
  /// Of the verdict.
  const Bilingual& reason() const { return reason_; }
  /// When to look again.
  Millis pause() const;

  /// At the end of the program, after a look.
  void end();

  /// For the heartbeat.
  std::vector<Bilingual> problems() const;

 private:
  void keep(KeptTime::Occasion occasion);

  KeptTime kept_;
  std::optional<ClockReading> last_;
  std::optional<ClockReading> synchronised_;  ///< the last one that was
  ClockVerdict verdict_ = ClockVerdict::nothing_known;
  Bilingual reason_;
  std::optional<Bilingual> write_problem_;
  Millis try_again_{0};  ///< since boot; after a write that failed
};

}  // namespace madang
