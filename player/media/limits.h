// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>

namespace madang {

/// A still: 64 Mpx is a 256 MB bitmap for a moment, more than any camera on a marketing desk makes.
inline constexpr std::int64_t k_max_picture_pixels = 64LL * 1024 * 1024;
inline constexpr int k_max_picture_side = 65535;
inline constexpr std::uint64_t k_max_picture_bytes = 128ULL * 1024 * 1024;

/// A video frame: DCI 4K in any shape, also a 9216 x 1024 wall. Every slot of the shared ring has room for
/// one.
inline constexpr std::int64_t k_max_video_pixels = 4096LL * 2304;
/// One side of a video frame, coded or shown, so that products of two stay far inside 32 bits of pixels.
inline constexpr int k_max_side = 16384;

}  // namespace madang
