// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

namespace madang {

/// Gives up what a decoder never needs, for good: new descriptors (hence files and sockets), file growth,
/// core dumps, more than its share of memory, new privileges; and steps behind the player in the queue for
/// the CPU. The limits that a kernel refuses are not worth a black screen, so nothing here fails.
void confine();

}  // namespace madang
