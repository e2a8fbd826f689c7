// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

namespace madang {

/// Gives up what a decoder never needs, for good: new descriptors (hence files and sockets), file growth,
/// core dumps, more than its share of memory, new privileges, new processes and programs, code made at run
/// time, and by a seccomp filter every system call but the few that decoding needs; and steps behind the
/// player in the queue for the CPU. Threads may still be started. The limits that a kernel refuses are not
/// worth a black screen, so nothing here fails.
void confine();

}  // namespace madang
