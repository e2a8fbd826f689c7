// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstddef>
#include <cstdint>
#include <span>

#include "player/media/svg.h"
#include "tests/fuzz/must.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace madang;
  const auto bytes = std::as_bytes(std::span(data, size));
  if (!is_svg(bytes))
    return 0;
  const auto natural = svg_size(bytes, "fuzz");
  // Large pictures are drawn slowly and find nothing that small ones do not.
  if (!natural || std::int64_t{natural->width} * natural->height > 1024 * 1024)
    return 0;
  const auto picture = draw_svg(bytes, "fuzz", Size{64, 64});
  if (picture)
    must((*picture)->size.width >= 1 && (*picture)->size.height >= 1 &&
         ((*picture)->size.width >= 64 || (*picture)->size.height >= 64));
  return 0;
}
