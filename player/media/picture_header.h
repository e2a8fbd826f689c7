// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "content-schema/model/geometry.h"

namespace madang {

/// What the first bytes of a still say of it, read without decoding anything: enough to refuse it in time.
struct PictureHeader {
  enum class Format { png, jpeg, webp, gif };
  Format format = Format::png;
  Size size;                     ///< px, as stored; not yet judged
  std::uint8_t orientation = 1;  ///< EXIF 2.32, tag 0x0112: 1 upright, 2 to 8 mirrored or turned; JPEG only
  bool animated_webp = false;    ///< a WebP that is a film
  bool may_move = false;         ///< a GIF, or a PNG that says it is an animation (APNG, `acTL`)
};

/// By signature, whatever the file's name. Nothing where the bytes begin no picture that we know, or end
/// before its size is said. Pure.
std::optional<PictureHeader> read_picture_header(std::span<const std::byte> bytes);

/// As seen, once the orientation is applied.
Size upright_size(const PictureHeader& header);

}  // namespace madang
