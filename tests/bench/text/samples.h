// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "player/text/layout.h"

namespace madang::bench {

/// 1,005 characters about a market, at a fixed size.
TextRequest korean_paragraph();

/// The same greeting in ten scripts, to be fitted into a box from far too large.
TextRequest ten_scripts();

}  // namespace madang::bench
