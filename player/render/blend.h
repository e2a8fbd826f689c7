// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>

#include "content-schema/model/colour.h"

/// Source-over on rows of BGRX pixels, in sRGB, each result rounded to the nearest: plain loops over bytes
/// that any vectoriser takes, so that arm64 is as good as x86-64. `alpha` is 0 to 255. Reentrant.
namespace madang::blend {

/// round(product / 255) for 0 to 255 * 255.
inline std::uint8_t by_255(unsigned product) {
  product += 128;
  return static_cast<std::uint8_t>((product + (product >> 8)) >> 8);
}

void colour_row(std::uint8_t* row, int width, Colour colour, std::uint8_t alpha);
/// Colour through a mask of coverage, one byte a pixel.
void mask_row(std::uint8_t* row, const std::uint8_t* mask, int width, Colour colour, std::uint8_t alpha);
/// Source without alpha (its fourth byte is ignored).
void opaque_row(std::uint8_t* row, const std::uint8_t* source, int width, std::uint8_t alpha);
/// Source with premultiplied alpha.
void premultiplied_row(std::uint8_t* row, const std::uint8_t* source, int width, std::uint8_t alpha);

}  // namespace madang::blend
