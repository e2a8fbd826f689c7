// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <vector>

#include "content-schema/base/error.h"
#include "content-schema/model/item.h"
#include "player/media/picture.h"

namespace madang {

/// Light modules on each side of a code (ISO/IEC 18004, 5.3.8).
inline constexpr int k_quiet_modules = 4;

/// A code as its modules.
struct QrCode {
  int modules = 0;  ///< on a side, without the quiet zone: 21 to 177
  QrItem::Level level = QrItem::Level::medium;
  std::vector<bool> dark;  ///< row by row

  int with_quiet_zone() const { return modules + 2 * k_quiet_modules; }
  /// Whole pixels, so that every module is as large as the next; 0 where there is no room.
  int pixels_per_module(int side) const { return side / with_quiet_zone(); }
};

/// Digits and capitals are packed more tightly than other letters, as the standard has it. Without a level of
/// the item's own the highest that makes the code no larger than medium does. `limit` where no version holds
/// the data.
Result<QrCode> encode_qr(const QrItem& item);

/// So many letters of an address fit into a code of that many modules at level medium.
size_t letters_in_qr(int modules);

/// The code as a square picture: the largest whole number of pixels per module that fits `side`, with its
/// quiet zone. `limit` as `encode_qr`, and where `side` is too small for one pixel per module.
Result<PicturePtr> draw_qr(const QrItem& item, int side);

}  // namespace madang
