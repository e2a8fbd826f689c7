// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>

#include "content-schema/base/error.h"
#include "tools/alarm-bridge/bridge_state.h"

namespace madang::bridge {

/// Where the bridge's state survives a restart: one small file, replaced whole and synced before `keep`
/// returns. Bound to one thread.
class BridgeJournal {
 public:
  explicit BridgeJournal(std::filesystem::path file) : file_(std::move(file)) {}

  /// The empty state where there is no file yet. A file that cannot be understood is `invalid`; it is moved
  /// aside first, so that the next alarm can be written down.
  Result<BridgeState> load() const;
  Status keep(const BridgeState& state) const;

 private:
  std::filesystem::path file_;
};

}  // namespace madang::bridge
