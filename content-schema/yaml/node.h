// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace madang::yaml {

/// One value of a YAML file, with where it was written. Aliases point at the node of their anchor, so the
/// nodes of a file form a graph without cycles; `weight` and `height` say how large it is when it is walked
/// as a tree.
struct Node {
  enum class Kind { null, scalar, list, map };
  struct Entry {
    const Node* key = nullptr;  ///< always a scalar
    const Node* value = nullptr;
  };

  Kind kind = Kind::null;
  bool plain = false;  ///< a scalar without quotes, which may be a number, true or false
  int line = 1;
  int column = 1;  ///< in characters
  int length = 1;  ///< characters on that line, for the caret
  std::string text;
  std::vector<const Node*> items;
  std::vector<Entry> entries;  ///< in the order written; no key twice
  size_t weight = 1;
  size_t height = 1;

  bool is_null() const { return kind == Kind::null; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }

  /// The value under that key, or null. A null node counts as there.
  const Node* find(std::string_view key) const {
    for (const Entry& entry : entries) {
      if (entry.key->text == key)
        return entry.value;
    }
    return nullptr;
  }
};

/// One file, read. Owns its nodes; they do not move.
struct Tree {
  std::deque<Node> nodes;
  const Node* root = nullptr;
};

}  // namespace madang::yaml
