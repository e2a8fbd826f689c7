// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "content-schema/base/error.h"
#include "player/media/picture.h"
#include "player/media/picture_header.h"

namespace madang {

/// Whether a still of this size and kind is one that we decode.
Status check_picture_header(const PictureHeader& header, std::string_view name);

/// As `load_picture`, of bytes in memory; `name` is for the messages. Reentrant.
Result<PicturePtr> decode_picture(std::span<const std::byte> bytes, std::string_view name,
                                  std::optional<Size> box);

}  // namespace madang
