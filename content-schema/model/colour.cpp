// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/colour.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace madang {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

double linear(std::uint8_t channel) {
  const double s = channel / 255.0;
  return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
}

}  // namespace

std::optional<Colour> parse_colour(std::string_view text) {
  if (text.empty() || text.front() != '#')
    return std::nullopt;
  text.remove_prefix(1);
  const bool is_short = text.size() == 3;
  if (!is_short && text.size() != 6 && text.size() != 8)
    return std::nullopt;
  if (std::any_of(text.begin(), text.end(), [](char c) { return hex_digit(c) < 0; }))
    return std::nullopt;
  const auto channel = [&](size_t i) {
    return static_cast<std::uint8_t>(is_short ? hex_digit(text[i]) * 17
                                              : hex_digit(text[2 * i]) * 16 + hex_digit(text[2 * i + 1]));
  };
  return Colour{channel(0), channel(1), channel(2), text.size() == 8 ? channel(3) : std::uint8_t{255}};
}

std::string to_string(Colour c) {
  return c.a == 255 ? fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b)
                    : fmt::format("#{:02x}{:02x}{:02x}{:02x}", c.r, c.g, c.b, c.a);
}

double relative_luminance(Colour c) {
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double contrast_ratio(Colour a, Colour b) {
  const double of_a = relative_luminance(a);
  const double of_b = relative_luminance(b);
  return (std::max(of_a, of_b) + 0.05) / (std::min(of_a, of_b) + 0.05);
}

}  // namespace madang
