// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string_view>

#include "content-schema/model/geometry.h"

namespace madang {

/// How far the picture is turned clockwise on its way to the glass, so that it stands upright on a display
/// that was mounted turned as far the other way.
enum class Rotation { none, quarter, half, three_quarters };

/// `0`, `90`, `180` or `270`.
std::optional<Rotation> parse_rotation(std::string_view degrees);
int degrees_of(Rotation rotation);

/// A picture of this size once it is turned; width and height change places at a quarter and at three.
Size turned(Size picture, Rotation rotation);
/// Where a part of a picture of size `picture` lies once the picture is turned.
Rect turned(const Rect& part, Size picture, Rotation rotation);
/// What turns it back.
Rotation reverse(Rotation rotation);

}  // namespace madang
