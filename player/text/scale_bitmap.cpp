// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/text/scale_bitmap.h"

#include <algorithm>
#include <cmath>

namespace madang {
namespace {

/// Which source pixels make one target pixel.
struct Tap {
  int first = 0;
  std::vector<float> weights;  // sum 1
};

std::vector<Tap> taps(int from, int to) {
  const double scale = static_cast<double>(from) / to;
  const double reach = std::max(1.0, scale);
  std::vector<Tap> out(static_cast<size_t>(to));
  for (int i = 0; i < to; ++i) {
    const double centre = (i + 0.5) * scale - 0.5;
    const int first = std::max(0, static_cast<int>(std::ceil(centre - reach)));
    const int last = std::min(from - 1, static_cast<int>(std::floor(centre + reach)));
    Tap& tap = out[static_cast<size_t>(i)];
    tap.first = first;
    double sum = 0;
    for (int j = first; j <= last; ++j) {
      const double weight = std::max(0.0, 1.0 - std::abs(j - centre) / reach);
      tap.weights.push_back(static_cast<float>(weight));
      sum += weight;
    }
    if (sum <= 0) {
      tap = {std::clamp(static_cast<int>(std::lround(centre)), 0, from - 1), {1.0F}};
      continue;
    }
    for (auto& weight : tap.weights)
      weight = static_cast<float>(weight / sum);
  }
  return out;
}

}  // namespace

std::vector<std::uint8_t> scale_bgra(std::span<const std::uint8_t> source, Size from, int stride, Size to) {
  const auto across = taps(from.width, to.width);
  const auto down = taps(from.height, to.height);
  const size_t row_values = static_cast<size_t>(to.width) * 4;
  std::vector<float> rows(row_values * static_cast<size_t>(from.height));
  for (int y = 0; y < from.height; ++y) {
    const auto line = source.subspan(static_cast<size_t>(y) * static_cast<size_t>(stride));
    for (size_t x = 0; x < across.size(); ++x) {
      float* target = &rows[static_cast<size_t>(y) * row_values + x * 4];
      for (size_t k = 0; k < across[x].weights.size(); ++k) {
        const auto* pixel = &line[(static_cast<size_t>(across[x].first) + k) * 4];
        for (size_t c = 0; c < 4; ++c)
          target[c] += across[x].weights[k] * static_cast<float>(pixel[c]);
      }
    }
  }
  std::vector<std::uint8_t> out(row_values * static_cast<size_t>(to.height));
  std::vector<float> sum(row_values);
  for (size_t y = 0; y < down.size(); ++y) {
    std::fill(sum.begin(), sum.end(), 0.0F);
    for (size_t k = 0; k < down[y].weights.size(); ++k) {
      const float* row = &rows[(static_cast<size_t>(down[y].first) + k) * row_values];
      for (size_t i = 0; i < row_values; ++i)
        sum[i] += down[y].weights[k] * row[i];
    }
    for (size_t i = 0; i < row_values; ++i) {
      out[y * row_values + i] = static_cast<std::uint8_t>(std::clamp(sum[i] + 0.5F, 0.0F, 255.0F));
    }
  }
  return out;
}

}  // namespace madang
