// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdlib>

namespace madang {

/// What has to be true of every input: where it is not, the fuzzer keeps the input as a finding.
inline void must(bool holds) {
  if (!holds)
    std::abort();
}

}  // namespace madang
