// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/model/rotation.h"
#include "player/render/software.h"

namespace madang {

/// Copies a part of an upright picture to where it lies once the picture is turned, and touches nothing else.
/// `to` is of size `turned(from.size, rotation)` and other memory; what of the part lies beyond `from` is
/// left out. Reentrant.
void turn_part(const Canvas& from, const Rect& part, Rotation rotation, const Canvas& to);

}  // namespace madang
