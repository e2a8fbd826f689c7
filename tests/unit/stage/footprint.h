// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <malloc.h>

#include <cstddef>
#include <filesystem>
#include <iterator>

namespace madang::test {

/// What this process holds of what grows in one that never ends.
struct Footprint {
  size_t bytes;  ///< that malloc has given out
  std::ptrdiff_t descriptors;
  std::ptrdiff_t threads;
};

inline std::ptrdiff_t entries(const std::filesystem::path& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), {});
}

inline Footprint footprint() {
  const struct mallinfo2 info = ::mallinfo2();
  return {info.uordblks + info.hblkhd, entries("/proc/self/fd"), entries("/proc/self/task")};
}

}  // namespace madang::test
