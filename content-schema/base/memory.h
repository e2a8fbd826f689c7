// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

namespace madang {

/// Gives memory that was freed back to the kernel, where the C library would keep it for later. Worth a call
/// after a great load that seldom comes again: reading a content folder leaves some 5 MB behind. Takes about
/// a millisecond, in which another thread's allocation may wait. Any thread.
void return_freed_memory() noexcept;

}  // namespace madang
