// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "content-schema/base/clock.h"
#include "content-schema/model/geometry.h"

namespace madang {

/// What playing needs to know of a medium; measured once, when a release is made, so that every screen
/// computes the same timeline from the same numbers.
struct MediaFacts {
  enum class Kind { image, video, sound };
  Kind kind = Kind::image;
  Size size;                       ///< px, as shown: after rotation and sample aspect ratio; 0x0 of a sound
  std::optional<Millis> duration;  ///< of the picture track, or of a sound; none of an image
  friend bool operator==(const MediaFacts&, const MediaFacts&) = default;
};

/// A medium that is on this machine's disk.
struct Asset {
  std::filesystem::path file;  ///< absolute
  MediaFacts facts;
  friend bool operator==(const Asset&, const Asset&) = default;
};

/// What is on disk, by path in the content folder.
using Inventory = std::map<std::string, Asset>;

}  // namespace madang
