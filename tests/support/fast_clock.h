// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <map>
#include <string>

#include "content-schema/base/clock.h"

namespace madang::test {

/// A time for real programs that passes `rate` times as fast as ours: civil and steady clocks, and what they
/// wait for. All who run in its `environment` read the same time. At 50,000 a year is ten and a half minutes,
/// and a refresh at 60 Hz comes every quarter of an hour.
class FastClock {
 public:
  FastClock(SysTime start, int rate);

  std::map<std::string, std::string> environment() const;
  /// As they read it now.
  SysTime now() const;

 private:
  SysTime start_;
  SteadyTime origin_;
  int rate_;
};

}  // namespace madang::test
