// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "content-schema/base/error.h"
#include "player/media/picture.h"

namespace madang {

/// Whether the bytes begin a drawing: XML whose first element is `svg`. Pure.
bool is_svg(std::span<const std::byte> bytes);

/// How large the drawing says it is, px at 96 to the inch, rounded up: by its width and height, else by its
/// viewBox.
///
/// Refused is what is no SVG, has no size of its own, is beyond 8 MB, has letters in it, which would be set in
/// whatever fonts a machine has, or declares entities (XML 1.0, 4.2), which can grow without bound and which
/// librsvg 2.54 never gives back. (SVG 2, 8.2 and 8.12.)
Result<Size> svg_size(std::span<const std::byte> bytes, std::string_view name);

/// The drawing as a picture that covers `box` at its own proportions; at its own size without one. Nothing
/// outside the bytes is read: no linked picture, no style sheet, no entity. Reentrant.
Result<PicturePtr> draw_svg(std::span<const std::byte> bytes, std::string_view name, std::optional<Size> box);

}  // namespace madang
