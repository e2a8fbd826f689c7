// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/integration/store/story.h"
#include "tests/integration/store/trace.h"
#include "tests/support/temp_folder.h"

namespace madang::test {

/// A disk with the store of story.h before its update, as often as wanted, and what becomes of it.
class Disk {
 public:
  explicit Disk(Space space = Space::ample);

  /// The store as it was before the update, with nothing that an earlier mishap left.
  void reset() const;
  const std::filesystem::path& root() const { return root_; }
  /// `madang-store-update`, run to its end; `update` under strace.
  Traced update(const std::optional<Injection>& injection, int tries = 1) const;
  Traced examine(const std::optional<Injection>& injection = std::nullopt) const;

  /// The calls of an update that nobody disturbs.
  const std::vector<Call>& calls() const { return calls_; }
  /// Updates again, undisturbed, and says what differs from a store whose update was never disturbed: every
  /// name, and every byte.
  std::vector<std::string> difference_after_next_update() const;

 private:
  std::vector<std::string> program_for(const char* verb) const;

  std::string space_;
  TempFolder folder_{TempFolder::Where::memory};
  std::filesystem::path template_;
  std::filesystem::path root_;
  std::vector<Call> calls_;
  std::map<std::string, std::string> tree_;  ///< after an undisturbed update
};

/// `rename 3, write 12`: how many of each name.
std::string count_of(const std::vector<Call>& calls);

}  // namespace madang::test
