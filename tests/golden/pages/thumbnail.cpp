// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/golden/pages/thumbnail.h"

#include <png.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "player/render/flatten.h"
#include "player/render/software.h"

namespace madang::test {

Thumbnail draw_small(const Scene& scene, int factor) {
  const Size full = scene.size;
  const auto stride = static_cast<size_t>(full.width) * 4;
  std::vector<std::uint8_t> pixels(stride * static_cast<size_t>(full.height));
  SoftwareRenderer renderer;
  renderer.draw(flatten(scene, nullptr), {pixels.data(), full.width * 4, full});

  Thumbnail small{{full.width / factor, full.height / factor}, {}};
  const auto step = static_cast<size_t>(factor);
  for (size_t y = 0; y < static_cast<size_t>(small.size.height); ++y) {
    for (size_t x = 0; x < static_cast<size_t>(small.size.width); ++x) {
      for (size_t channel = 0; channel < 4; ++channel) {
        size_t sum = 0;
        for (size_t row = 0; row < step; ++row) {
          for (size_t column = 0; column < step; ++column)
            sum += pixels[(y * step + row) * stride + (x * step + column) * 4 + channel];
        }
        small.pixels.push_back(static_cast<std::uint8_t>(sum / (step * step)));
      }
    }
  }
  return small;
}

Result<Thumbnail> read_thumbnail(const std::filesystem::path& png) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_file(&image, png.c_str()) == 0)
    return fail(ErrorKind::not_found, "{}: {}", "{}: {}", png.string(), image.message);
  image.format = PNG_FORMAT_BGRA;
  Thumbnail out{{static_cast<int>(image.width), static_cast<int>(image.height)},
                std::vector<std::uint8_t>(PNG_IMAGE_SIZE(image))};
  if (png_image_finish_read(&image, nullptr, out.pixels.data(), 0, nullptr) == 0)
    return fail(ErrorKind::invalid, "{}: {}", "{}: {}", png.string(), image.message);
  return out;
}

Difference compare(const Thumbnail& a, const Thumbnail& b) {
  constexpr int k_tile = 10;
  if (a.size != b.size || a.pixels.size() != b.pixels.size() || a.pixels.empty())
    return {255, 255};
  std::map<std::pair<int, int>, std::pair<double, int>> tiles;  // sum and count
  double sum = 0;
  for (size_t at = 0; at < a.pixels.size(); ++at) {
    if (at % 4 == 3)
      continue;
    const int off = std::abs(a.pixels[at] - b.pixels[at]);
    const auto pixel = static_cast<int>(at / 4);
    auto& tile = tiles[{pixel % a.size.width / k_tile, pixel / a.size.width / k_tile}];
    tile.first += off;
    tile.second += 1;
    sum += off;
  }
  Difference out{sum / static_cast<double>(a.pixels.size() / 4 * 3), 0};
  for (const auto& [place, tile] : tiles)
    out.worst_tile = std::max(out.worst_tile, tile.first / tile.second);
  return out;
}

}  // namespace madang::test
