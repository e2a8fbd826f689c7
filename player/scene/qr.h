// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/error.h"
#include "content-schema/model/item.h"
#include "player/media/picture.h"

namespace madang {

/// A QR code (ISO/IEC 18004) as a square picture: the largest whole number of pixels per module that fits
/// `side`, with the quiet zone of four modules. `limit` where the data is too long for any version or `side`
/// too small for one pixel per module.
Result<PicturePtr> draw_qr(const QrItem& item, int side);

}  // namespace madang
