// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "content-schema/base/error.h"
#include "player/scene/scene.h"

namespace madang::test {

/// A picture small enough to keep: rows of B G R X.
struct Thumbnail {
  Size size;
  std::vector<std::uint8_t> pixels;
};

/// The scene as the software back end draws it, each `factor` x `factor` pixels averaged.
Thumbnail draw_small(const Scene& scene, int factor);

Result<Thumbnail> read_thumbnail(const std::filesystem::path& png);

/// How far two pictures of one size are apart. The rasterisers of two FreeType releases differ by a few
/// levels at the edges of glyphs; one digit that changed differs by much in a small place.
struct Difference {
  double mean = 0;        ///< of all pixels and channels, 0 to 255
  double worst_tile = 0;  ///< the largest mean of any 10 x 10 pixels
};
Difference compare(const Thumbnail& a, const Thumbnail& b);

}  // namespace madang::test
