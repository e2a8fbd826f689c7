// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>

namespace madang::test {

/// How often this thread has allocated with `operator new` so far, in a program that links allocations.cpp.
/// Always 0 under a sanitizer, which brings an allocator of its own.
std::size_t allocations();

}  // namespace madang::test
