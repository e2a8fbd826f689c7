// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>
#include <vector>

#include "content-schema/model/item.h"

namespace madang {

/// Items in the order in which they play, again and again.
struct Playlist {
  std::string
      path;  ///< relative to the content folder; `layouts/a.yaml#main` for items written inside a zone
  std::string name;         ///< for people; may be empty
  std::vector<Item> items;  ///< at least one
  SourceMark mark;
  friend bool operator==(const Playlist&, const Playlist&) = default;
};

}  // namespace madang
