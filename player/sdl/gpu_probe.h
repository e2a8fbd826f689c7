// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "player/sdl/backend.h"

namespace madang {

/// Looks for a GPU with a window nobody sees. Asks GL only where the system has a render node, since merely
/// loading software GL costs 100 MB and a fifth of a second. SDL's video must be up; main thread.
GpuFacts probe_gpu();

}  // namespace madang
