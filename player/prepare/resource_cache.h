// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "player/map/face.h"
#include "player/media/picture.h"
#include "player/text/measure.h"
#include "player/text/placed_text.h"

namespace madang {

/// Finished pictures and texts between the thread that makes them and the one that shows them. What nobody
/// asked for during the last rounds goes; what every round asks for (the alarm pages) therefore never does.
/// Thread-safe; a call holds the lock for one map look-up.
class ResourceCache {
 public:
  using Value = std::variant<PicturePtr, PlacedTextPtr, MapFacePtr, MapSpritePtr, WidthsPtr>;

  /// `keep_rounds`: how many rounds an entry outlives its last use.
  explicit ResourceCache(std::uint64_t keep_rounds) : keep_rounds_(keep_rounds) {}

  /// Nothing where it has not been made; a null pointer inside where it cannot be made.
  std::optional<Value> find(const std::string& key);
  void put(const std::string& key, Value value);

  /// Ends a round: drops what has not been asked for in `keep_rounds`.
  void next_round();
  size_t size() const;

 private:
  struct Entry {
    Value value;
    std::uint64_t used = 0;
  };

  const std::uint64_t keep_rounds_;
  mutable std::mutex mutex_;
  std::map<std::string, Entry> entries_;  // guarded by mutex_
  std::uint64_t round_ = 0;               // guarded by mutex_
};

}  // namespace madang
