// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/percentiles.h"

#include <algorithm>

namespace madang::tool {

Percentiles percentiles(std::vector<std::optional<Millis>> times) {
  if (times.empty())
    return {};
  std::sort(times.begin(), times.end(), [](const auto& a, const auto& b) {
    return a.value_or(Millis::max()) < b.value_or(Millis::max());
  });
  const auto rank = [&](std::size_t percent) { return times[(percent * times.size() + 99) / 100 - 1]; };
  return {rank(50), rank(95), rank(99)};
}

}  // namespace madang::tool
