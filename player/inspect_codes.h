// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "player/finding.h"
#include "player/local_content.h"
#include "player/prepare/loader.h"

namespace madang {

/// A picture in shades of grey, one byte a pixel, rows without gaps.
struct GreyPicture {
  Size size;
  std::vector<std::uint8_t> pixels;
};

/// Reads the QR code on a picture as a phone would; empty where it finds none. Throws nothing.
using CodeReader = std::function<std::string(const GreyPicture&)>;

/// Reads back every QR code that any screen can come to show, from the page as the player draws it, with
/// whatever else lies over the code: once as it is, and once as small as a phone sees it. Looks at each code
/// once for each size, screen and cover. A folder without codes costs nothing.
///
/// A phone is one whose camera has a lens of 26 mm (35 mm equivalent) and looks at 1,920 pixels across.
/// Visitors who want to scan come up to half the screen's `distance`; where that or its `width` is not known,
/// the code is read at half its size. Told:
///
/// - `qr-unreadable`, an error: what was read is not the item's data;
/// - `qr-too-small`, an error: a module is less than two pixels of the phone, or there is no room for the
/// code at all;
/// - `qr-too-small`, a warning: a module is less than 1/250 of the distance of who scans. That is the trade's
/// rule of
///   ten times the width of a code as the distance to scan it from, which is meant for codes of 25 modules.
std::vector<Finding> inspect_codes(const LocalContent& content, Typesetter& typesetter,
                                   const CodeReader& read);

}  // namespace madang
