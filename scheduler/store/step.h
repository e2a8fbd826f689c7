// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <functional>
#include <string_view>

namespace madang {

/// Called after each thing the store does to the disk, with its name. Tests end the process there, to see
/// that what is left makes sense after any of them. Empty in a kiosk.
using StepHook = std::function<void(std::string_view step)>;

}  // namespace madang
