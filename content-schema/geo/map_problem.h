// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "content-schema/base/message.h"
#include "content-schema/model/site.h"

namespace madang::geo {

/// One line for the staff, about the features' file or the screens.
struct MapProblem {
  bool error =
      false;  ///< the map cannot be shown as it is; else it can, and something on it may not be meant
  std::string code;
  Bilingual what;
  Bilingual instead;               ///< what to do about it
  const Screen* screen = nullptr;  ///< of the site, whose place is wrong; else of the features
};

using MapProblems = std::vector<MapProblem>;

/// What a message names: the first six, and how many more there are.
class Few {
 public:
  void add(const std::string& name) {
    constexpr size_t k_most_named = 6;
    if (++count_ <= k_most_named)
      names_ += (names_.empty() ? "" : ", ") + name;
    else
      more_ = fmt::format(" (+{})", count_ - k_most_named);
  }
  bool empty() const { return count_ == 0; }
  std::string list() const { return names_ + more_; }

 private:
  std::string names_, more_;
  size_t count_ = 0;
};

}  // namespace madang::geo
