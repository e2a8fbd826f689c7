// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <vector>

#include "content-schema/base/clock.h"

namespace madang::tool {

/// So many of a hundred took no longer, by nearest rank: of n times in their order, the ⌈p n / 100⌉-th, which
/// is always one that was measured. Nothing where that one never came: who failed makes no report look
/// better.
struct Percentiles {
  std::optional<Millis> p50, p95, p99;
  friend bool operator==(const Percentiles&, const Percentiles&) = default;
};

/// `times` in any order; nothing stands for never, later than any time. No times: no percentiles. Pure.
Percentiles percentiles(std::vector<std::optional<Millis>> times);

}  // namespace madang::tool
