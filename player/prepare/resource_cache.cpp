// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/prepare/resource_cache.h"

#include <utility>
#include <vector>

namespace madang {

std::optional<ResourceCache::Value> ResourceCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end())
    return std::nullopt;
  found->second.used = round_;
  return found->second.value;
}

void ResourceCache::put(const std::string& key, Value value) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[key];
  std::swap(entry.value, value);  // the old one dies with the parameter, after the lock is gone
  entry.used = round_;
}

void ResourceCache::next_round() {
  std::vector<Value> dead;  // destroyed outside the lock: megabytes are given back here
  const std::lock_guard lock(mutex_);
  ++round_;
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    if (round_ - entry->second.used > keep_rounds_) {
      dead.push_back(std::move(entry->second.value));
      entry = entries_.erase(entry);
    } else {
      ++entry;
    }
  }
}

size_t ResourceCache::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace madang
