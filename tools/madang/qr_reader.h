// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string>

#include "player/inspect_codes.h"

namespace madang::tool {

/// What the QR code on the picture says, its bytes as they are; empty where there is none that can be read,
/// or more than one. The only user of ZXing.
std::string read_qr(const GreyPicture& picture);

}  // namespace madang::tool
