// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/repeats.h"

#include <algorithm>

namespace madang::bridge {

bool Repeats::knows(std::string_view account, int sequence, std::string_view content, SteadyTime now) const {
  const auto found = taken_.find(account);
  if (found == taken_.end())
    return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const Taken& each) {
    return each.sequence == sequence && each.content == content && now - each.when < k_memory;
  });
}

void Repeats::remember(std::string_view account, int sequence, std::string_view content, SteadyTime now) {
  auto& taken = taken_[std::string(account)];
  taken.push_back({sequence, std::string(content), now});
  if (taken.size() > k_most_each)
    taken.pop_front();
}

}  // namespace madang::bridge
