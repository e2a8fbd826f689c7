// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "player/scene/scene.h"

namespace madang::test {

/// One line for each node, back to front, in whole pixels: where it lies and how large it is, not how its
/// pixels look. What a person reads first when a golden differs.
std::string dump_scene(const Scene& scene);

}  // namespace madang::test
