// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "content-schema/base/clock.h"
#include "scheduler/fetch/transfer.h"

namespace madang::fetch {

/// Requests side by side, for bodies that fit in memory: one that hangs holds up none of the others. Bound to
/// one thread, but for `wake`.
class Transfers {
 public:
  struct Done {
    std::size_t id = 0;
    Fetched<Answer> answer;
    std::string body;
  };

  explicit Transfers(Authorities authorities = {});
  Transfers(Transfers&&) = delete;
  ~Transfers();

  void start(std::size_t id, Order order);
  /// Forgets all that are under way.
  void cancel_all();
  /// Goes on with all of them for a moment: until something happens or somebody calls `wake`, and no longer
  /// than `longest`. Those that have ended since.
  std::vector<Done> work(Millis longest);
  /// Ends `work` early, or the next one. Thread-safe.
  void wake();

 private:
  struct Job;
  struct Multi;
  std::vector<Done> ended();

  const Authorities authorities_;
  std::unique_ptr<Multi> multi_;
  std::vector<std::unique_ptr<Job>> jobs_;
};

}  // namespace madang::fetch
