// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <filesystem>
#include <vector>

namespace madang {

/// What may be opened from inside a fence. What is not there is no gate.
struct Gates {
  std::vector<std::filesystem::path> nodes;     ///< to read, to write and to ask by `ioctl`
  std::vector<std::filesystem::path> readable;  ///< files, and folders with all below them
  std::vector<std::filesystem::path> listed;    ///< folders whose names, and those below, may be read
};

enum class Fence { none, stands };

/// Puts a fence round this process for good, by Landlock (landlock(7), Linux 5.13): from here on it, and each
/// thread it starts, opens what the gates name and nothing else, makes, moves and removes nothing, and runs
/// no program. What is open already stays as it was, and so do `stat` and O_PATH, which Landlock does not
/// know. Once for a process.
///
/// None where the kernel has no Landlock, or where other threads run already: they would stay outside, and
/// share our memory.
[[nodiscard]] Fence raise_fence(const Gates& gates);

/// Whether one stands round this process, raised by it or by the one that it was forked from.
[[nodiscard]] Fence fence();

}  // namespace madang
