// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/clock.h"

namespace madang {

struct BackoffLimits {
  Millis least{1'000};
  Millis most{30'000};  ///< a server that is back is noticed within this
};

/// How long to wait after the n-th failure in a row (n from 1): full jitter, which is anything between
/// nothing and the doubled-up ceiling, so that a thousand kiosks do not fall upon a server that comes back.
/// `random` is in [0, 1).
Millis backoff(int failures, double random, const BackoffLimits& limits = {});

}  // namespace madang
