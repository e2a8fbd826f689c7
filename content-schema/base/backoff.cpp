// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/backoff.h"

#include <algorithm>

namespace madang {

Millis backoff(int failures, double random, const BackoffLimits& limits) {
  if (failures <= 0)
    return Millis{0};
  Millis ceiling = limits.least;
  for (int i = 1; i < failures && ceiling < limits.most; ++i)
    ceiling *= 2;
  ceiling = std::min(ceiling, limits.most);
  return Millis(
      static_cast<Millis::rep>(static_cast<double>(ceiling.count()) * std::clamp(random, 0.0, 1.0)));
}

}  // namespace madang
