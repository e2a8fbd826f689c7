// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>

#include "content-schema/base/clock.h"
#include "content-schema/model/table.h"

namespace madang {

/// How long a page of the table stands in one language. In a turn that ends (`length` more than 0) each
/// language gets its share, as those of a text do.
Millis step_of(const TableItem& item, Millis length);

/// Which page is due, in which language: all languages of one, then the next.
struct TableTurn {
  size_t page = 0;
  size_t language = 0;
};
TableTurn turn_of(const TableItem& item, size_t pages, Millis length, Millis position);

}  // namespace madang
