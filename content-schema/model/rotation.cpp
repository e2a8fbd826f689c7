// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/model/rotation.h"

namespace madang {

std::optional<Rotation> parse_rotation(std::string_view degrees) {
  if (degrees == "0")
    return Rotation::none;
  if (degrees == "90")
    return Rotation::quarter;
  if (degrees == "180")
    return Rotation::half;
  if (degrees == "270")
    return Rotation::three_quarters;
  return std::nullopt;
}

int degrees_of(Rotation rotation) {
  return static_cast<int>(rotation) * 90;
}

Size turned(Size picture, Rotation rotation) {
  const bool lies = rotation == Rotation::quarter || rotation == Rotation::three_quarters;
  return lies ? Size{picture.height, picture.width} : picture;
}

Rect turned(const Rect& part, Size picture, Rotation rotation) {
  switch (rotation) {
    case Rotation::none:
      return part;
    case Rotation::quarter:
      return {picture.height - part.bottom(), part.x, part.height, part.width};
    case Rotation::half:
      return {picture.width - part.right(), picture.height - part.bottom(), part.width, part.height};
    case Rotation::three_quarters:
      return {part.y, picture.width - part.right(), part.height, part.width};
  }
  return part;
}

Rotation reverse(Rotation rotation) {
  return static_cast<Rotation>((4 - static_cast<int>(rotation)) % 4);
}

}  // namespace madang
