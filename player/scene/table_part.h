// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include "player/scene/part_writer.h"

namespace madang {

/// Writes the page of a table whose turn it is. Private to this folder.
void write_table(PartWriter& part, const TableItem& item);

}  // namespace madang
