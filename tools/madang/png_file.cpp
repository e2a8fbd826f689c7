// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/madang/png_file.h"

#include <png.h>

#include <vector>

#include "content-schema/base/file.h"

namespace madang::tool {

Status write_png(const std::filesystem::path& file, std::span<const std::uint8_t> pixels, Size size) {
  std::vector<std::uint8_t> rgb;
  rgb.reserve(pixels.size() / 4 * 3);
  for (size_t i = 0; i + 3 < pixels.size(); i += 4)
    rgb.insert(rgb.end(), {pixels[i + 2], pixels[i + 1], pixels[i]});

  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(size.width);
  image.height = static_cast<png_uint_32>(size.height);
  image.format = PNG_FORMAT_RGB;
  png_alloc_size_t length = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::vector<std::byte> bytes(length);
  if (png_image_write_to_memory(&image, bytes.data(), &length, 0, rgb.data(), 0, nullptr) == 0) {
    return fail(ErrorKind::bug, "PNG를 만들지 못했습니다: {}", "cannot make the PNG: {}",
                static_cast<const char*>(image.message));
  }
  bytes.resize(length);
  return write_file_atomically(file, bytes);
}

}  // namespace madang::tool
