// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace madang {

/// sRGB with straight (not premultiplied) alpha, 8 bits each; alpha 255 is opaque.
struct Colour {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;

  friend bool operator==(const Colour&, const Colour&) = default;
};

/// `#RGB`, `#RRGGBB` or `#RRGGBBAA`, either case.
std::optional<Colour> parse_colour(std::string_view text);
/// `#rrggbb`, or `#rrggbbaa` where it is not opaque.
std::string to_string(Colour colour);

/// WCAG 2.1 relative luminance of an opaque colour, 0 (black) to 1 (white).
double relative_luminance(Colour colour);
/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21 (1.4.3, relative luminance).
double contrast_ratio(Colour a, Colour b);

}  // namespace madang
