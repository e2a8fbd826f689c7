// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "player/scene/scene.h"
#include "tests/unit/render/samples.h"

namespace madang::test {

/// The scene as its definition reads: every pixel of every node, one after the other, in floating point,
/// rounded once per node. Knows no damage, no caches, no rows and nothing of the library; pictures and videos
/// at their own size only.
void draw_slowly(const Scene& scene, Image& image);

}  // namespace madang::test
