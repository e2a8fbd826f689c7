// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/render/blend.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace madang::blend {
namespace {

/// Pixels worked on at a time: what is spread over four bytes a pixel stays in the first-level cache.
constexpr int k_block = 256;
using Spread = std::array<std::uint8_t, size_t{k_block} * 4>;

// 255 * 255 + 128 and its carry still fit 16 bits, which doubles what one vector instruction does.
inline std::uint8_t mix(std::uint8_t under, std::uint8_t over, std::uint8_t alpha) {
  const auto sum = static_cast<std::uint16_t>(over * alpha + under * (255 - alpha) + 128);
  return static_cast<std::uint8_t>(static_cast<std::uint16_t>(sum + (sum >> 8)) >> 8);
}

inline std::uint8_t scale(std::uint8_t value, std::uint8_t alpha) {
  const auto sum = static_cast<std::uint16_t>(value * alpha + 128);
  return static_cast<std::uint8_t>(static_cast<std::uint16_t>(sum + (sum >> 8)) >> 8);
}

std::uint32_t pixel_of(Colour colour) {
  const std::array<std::uint8_t, 4> bytes{colour.b, colour.g, colour.r, 255};
  std::uint32_t pixel = 0;
  std::memcpy(&pixel, bytes.data(), 4);
  return pixel;
}

void fill_pixels(std::uint8_t* row, int width, std::uint32_t pixel) {
  for (int i = 0; i < width; ++i)
    std::memcpy(row + size_t(i) * 4, &pixel, 4);
}

/// One byte a pixel to the same byte in all four.
void spread_bytes(const std::uint8_t* __restrict from, int width, std::uint8_t* __restrict to) {
  for (int i = 0; i < width; ++i) {
    const std::uint32_t value = from[i];
    const std::uint32_t all = value | value << 8 | value << 16 | value << 24;
    std::memcpy(to + size_t(i) * 4, &all, 4);
  }
}

}  // namespace

void colour_row(std::uint8_t* row, int width, Colour colour, std::uint8_t alpha) {
  const std::uint32_t pixel = pixel_of(colour);
  if (alpha == 255)
    return fill_pixels(row, width, pixel);

  std::array<std::uint8_t, 4> source{};
  std::memcpy(source.data(), &pixel, 4);
  std::array<std::uint16_t, 16> added{};  // a whole vector of bytes repeats the pixel four times
  for (size_t i = 0; i < added.size(); ++i)
    added[i] = static_cast<std::uint16_t>(source[i % 4] * alpha + 128);
  const auto rest = static_cast<std::uint16_t>(255 - alpha);
  const int bytes = width * 4;
  int i = 0;
  for (; i + 16 <= bytes; i += 16) {
    for (int j = 0; j < 16; ++j) {
      const auto sum = static_cast<std::uint16_t>(row[i + j] * rest + added[size_t(j)]);
      row[i + j] = static_cast<std::uint8_t>(static_cast<std::uint16_t>(sum + (sum >> 8)) >> 8);
    }
  }
  for (; i < bytes; ++i)
    row[i] = mix(row[i], source[size_t(i) % 4], alpha);
}

void mask_row(std::uint8_t* row, const std::uint8_t* mask, int width, Colour colour, std::uint8_t alpha) {
  Spread over;
  fill_pixels(over.data(), std::min(width, k_block), pixel_of(colour));
  Spread cover;
  std::array<std::uint8_t, k_block> dimmed;
  for (int begin = 0; begin < width; begin += k_block) {
    const int count = std::min(k_block, width - begin);
    const std::uint8_t* from = mask + begin;
    if (alpha != 255) {
      for (int i = 0; i < count; ++i)
        dimmed[size_t(i)] = scale(from[i], alpha);
      from = dimmed.data();
    }
    spread_bytes(from, count, cover.data());
    std::uint8_t* __restrict to = row + size_t(begin) * 4;
    for (int i = 0; i < count * 4; ++i)
      to[i] = mix(to[i], over[size_t(i)], cover[size_t(i)]);
  }
}

void opaque_row(std::uint8_t* row, const std::uint8_t* source, int width, std::uint8_t alpha) {
  if (alpha == 255) {
    std::memcpy(row, source, size_t(width) * 4);
    return;
  }
  std::uint8_t* __restrict to = row;
  const std::uint8_t* __restrict from = source;
  for (int i = 0; i < width * 4; ++i)
    to[i] = mix(to[i], from[i], alpha);
}

void premultiplied_row(std::uint8_t* row, const std::uint8_t* source, int width, std::uint8_t alpha) {
  Spread cover;
  std::array<std::uint8_t, k_block> alphas;
  for (int begin = 0; begin < width; begin += k_block) {
    const int count = std::min(k_block, width - begin);
    std::uint8_t* __restrict to = row + size_t(begin) * 4;
    const std::uint8_t* __restrict from = source + size_t(begin) * 4;
    for (int i = 0; i < count; ++i)
      alphas[size_t(i)] = from[size_t(i) * 4 + 3];
    spread_bytes(alphas.data(), count, cover.data());
    for (int i = 0; i < count * 4; ++i) {
      const std::uint8_t own = cover[size_t(i)];
      // A colour above its alpha is no premultiplied colour, and would overflow into its neighbours.
      const std::uint8_t value = std::min(from[i], own);
      const auto rest = static_cast<std::uint8_t>(255 - scale(own, alpha));
      const auto sum = static_cast<std::uint16_t>(value * alpha + to[i] * rest + 128);
      to[i] = static_cast<std::uint8_t>(static_cast<std::uint16_t>(sum + (sum >> 8)) >> 8);
    }
  }
}

}  // namespace madang::blend
