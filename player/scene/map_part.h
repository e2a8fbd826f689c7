// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "player/scene/part_writer.h"

namespace madang {

/// Writes a map as it is at the cue's instant: its face, the stop of the tour whose turn it is, dots along
/// the way out. Private to this folder.
void write_map(PartWriter& part, const MapItem& item);

}  // namespace madang
