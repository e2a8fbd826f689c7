// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "tools/server/catalogue.h"
#include "tools/server/key_folder.h"
#include "tools/server/repository.h"
#include "tools/server/rollout.h"
#include "tools/server/screens.h"

namespace madang::server {

/// How far the last roll-out has come, and on which version of the assignments that was decided: as long as
/// they are at that version they are still to be moved.
struct Standing {
  Rollout rollout;
  std::int64_t number = 0;  ///< of the publication; the same release may be published again
  std::int64_t version = 0;
  friend bool operator==(const Standing&, const Standing&) = default;
};

/// Looks after a repository with the online key: signs anew what would run out, and brings a release that was
/// published `--staged` to the screens, stage by stage. How far it has come is kept beside the keys
/// (`rollout.json`), so that it goes on after a restart. Whoever moves screens by hand in between is right,
/// and the roll-out is over.
class Steward {
 public:
  Steward(Repository repository, KeyFolder keys);

  /// One look. `unavailable` while somebody publishes: then the next one does it.
  Status look(std::span<const ScreenReport> reports, SysTime now);
  /// Every few seconds until asked to stop. On one thread.
  void run(const Screens& screens, std::stop_token stop);

  /// The last one; nothing where there was none. Thread-safe.
  std::optional<Rollout> rollout() const;

 private:
  Status keep(const Standing& standing);

  const Repository repository_;
  const KeyFolder keys_;
  mutable std::mutex mutex_;
  std::optional<Standing> standing_;  // guarded by mutex_; written by one thread only
};

/// `first`, `tenth`, `all`, `done`, `withdrawn`.
const char* word(Rollout::Stage stage);

}  // namespace madang::server
