// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <string>

#include "content-schema/model/ids.h"
#include "scheduler/trust/updater.h"

namespace madang::trust {

/// The release that a screen is to show.
struct Assignment {
  ReleaseId release;
  std::uint64_t manifest_bytes = 0;
  /// Of the manifest, below the repository: `targets/releases/<id>.<id>.json`.
  std::string manifest;
  friend bool operator==(const Assignment&, const Assignment&) = default;
};

/// Two have to agree: whoever `targets` lets speak for `screens/` says which manifest is this screen's
/// (`screens/<screen>.json`), and the staff, in `targets` itself, that it is one of their releases
/// (`releases/<id>.json` with the same digest and length). So the online key alone can choose among releases
/// and make none, and nobody can give a screen what was meant for another. not_listed says which of the two
/// is missing.
Checked<Assignment> assignment_of(const Updater& updater, TrustedSet& trusted, const ScreenId& screen);

}  // namespace madang::trust
