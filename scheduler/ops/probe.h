// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <stop_token>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"

namespace madang {

struct ProbeOrder {
  std::filesystem::path program;  ///< madang-probe
  std::filesystem::path folder;   ///< of the release to be looked at
  std::filesystem::path known;    ///< of the one that plays; may be empty
  Millis patience{15 * 60'000};   ///< after that it is killed
};

/// Has a program look at a release before it takes the screen: a process of its own, since whatever a file
/// does to those who open it is then done there. `invalid` with its words where it says that the release
/// cannot be shown, or dies of it; `limit` where it takes too long; `unavailable` where it could not be
/// started, or we were asked to stop. Blocks; one at a time on a thread.
Status probe(const ProbeOrder& order, std::stop_token stop);

}  // namespace madang
