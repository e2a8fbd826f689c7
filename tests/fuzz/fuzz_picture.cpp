// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <cstddef>
#include <cstdint>
#include <span>

#include "player/media/decode_picture.h"
#include "player/media/picture_header.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  // Large pictures decode slowly and find nothing that small ones do not.
  const auto header = madang::read_picture_header(bytes);
  if (!header || std::int64_t{header->size.width} * header->size.height > 1024 * 1024)
    return 0;
  [[maybe_unused]] const auto picture = madang::decode_picture(bytes, "fuzz", madang::Size{64, 64});
  return 0;
}
