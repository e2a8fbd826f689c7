// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>

#include "content-schema/model/colour.h"

namespace madang {

/// A QR code (ISO/IEC 18004).
struct QrItem {
  enum class Level { low, medium, quartile, high };  ///< error correction L M Q H
  std::string data;  ///< what a phone reads: for services, their address or payload
  /// Nothing: the highest from medium on that makes the code no larger, which costs nothing.
  std::optional<Level> level;
  Colour dark{0, 0, 0, 255};
  Colour light{255, 255, 255, 255};  ///< also the quiet zone of four modules
  friend bool operator==(const QrItem&, const QrItem&) = default;
};

/// The least difference of the relative luminances of a code's light and dark, 0 to 1: grade C of symbol
/// contrast (ISO/IEC 15415, 7.8.3).
inline constexpr double k_least_qr_contrast = 0.4;

}  // namespace madang
