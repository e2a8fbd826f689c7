// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "content-schema/model/geometry.h"

namespace madang {

/// Scales premultiplied BGRA with a triangle filter as wide as a target pixel is in the source: smooth at a
/// tenth of the size as well as enlarged. `stride` is bytes from row to row; `to` must not be empty.
std::vector<std::uint8_t> scale_bgra(std::span<const std::uint8_t> source, Size from, int stride, Size to);

}  // namespace madang
