// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <list>
#include <unordered_map>
#include <utility>

namespace madang {

/// Values by key, the least recently used out first once their costs add up to more than the limit. The
/// newest value stays even where it alone is over the limit, so that whoever put it can use it. Bound to one
/// thread.
template <class Key, class Value, class Hash = std::hash<Key>>
class Lru {
 public:
  explicit Lru(size_t limit) : limit_(limit) {}

  /// Null where it is not there; else valid until the next put.
  Value* find(const Key& key) {
    const auto found = index_.find(key);
    if (found == index_.end())
      return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->value;
  }

  /// The key must not be there yet.
  Value& put(Key key, Value value, size_t cost) {
    entries_.push_front({key, std::move(value), cost});
    index_.emplace(std::move(key), entries_.begin());
    total_ += cost;
    while (total_ > limit_ && entries_.size() > 1) {
      total_ -= entries_.back().cost;
      index_.erase(entries_.back().key);
      entries_.pop_back();
    }
    return entries_.front().value;
  }

  size_t size() const { return entries_.size(); }
  size_t cost() const { return total_; }

 private:
  struct Entry {
    Key key;
    Value value;
    size_t cost;
  };

  size_t limit_;
  size_t total_ = 0;
  std::list<Entry> entries_;  // newest first
  std::unordered_map<Key, typename std::list<Entry>::iterator, Hash> index_;
};

}  // namespace madang
