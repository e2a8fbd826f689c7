// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "content-schema/base/error.h"
#include "player/options.h"

namespace madang {

/// Opens the window and plays until somebody ends it. Returns an error only where it could not begin: no
/// display, no fonts, a content folder with mistakes. Afterwards nothing ends it but Esc (in a window or
/// standalone), SIGTERM or SIGINT.
Status run_player(const PlayerOptions& options);

}  // namespace madang
