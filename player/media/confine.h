// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <string_view>

namespace madang {

/// What a decoder may still ask of the kernel, besides what decoding needs. Nothing, where nothing is said.
struct Reach {
  enum class Opening {
    nothing,
    behind_the_fence,  ///< what `raise_fence` was told; nothing, where no fence stands
  };
  /// A driver asks by `ioctl`, on descriptors above the decoder's own. Requests have letters (bits 8 to 15),
  /// and these are let through. With any there is room for the descriptors that a driver makes.
  std::string_view letters{};
  Opening opening = Opening::nothing;
};

/// Gives up what a decoder never needs, for good: new descriptors (hence files and sockets; devices that
/// decode are the one exception), file growth, core dumps, more than its share of memory, new privileges, new
/// processes and programs, code made at run time, and by a seccomp filter every system call but the few that
/// decoding needs; and steps behind the player in the queue for the CPU. It holds for threads that run
/// already, which drivers have, and threads may still be started. The limits that a kernel refuses are not
/// worth a black screen, so nothing here fails.
void confine(const Reach& reach);

}  // namespace madang
