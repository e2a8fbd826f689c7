// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

namespace madang {

/// What a decoder may still ask of the kernel. A driver asks by `ioctl`: `device` leaves those of DRM and of
/// dma-buf, on descriptors above the decoder's own, and room for the descriptors that they make.
enum class Reach { nothing, device };

/// Gives up what a decoder never needs, for good: new descriptors (hence files and sockets), file growth,
/// core dumps, more than its share of memory, new privileges, new processes and programs, code made at run
/// time, and by a seccomp filter every system call but the few that decoding needs; and steps behind the
/// player in the queue for the CPU. It holds for threads that run already, which drivers have, and threads
/// may still be started. The limits that a kernel refuses are not worth a black screen, so nothing here
/// fails.
void confine(Reach reach);

}  // namespace madang
