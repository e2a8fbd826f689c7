// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "content-schema/base/message.h"

namespace madang {

struct CsvRow {
  int line = 1;                     ///< of the text, where the row begins
  std::vector<std::string> fields;  ///< without the spaces around them, where they are not in quotation marks
};

struct CsvLimits {
  size_t bytes = 1 << 20;
  size_t fields = 1000;  ///< of a row
};

/// Why a text is no table: where, what, and what to do about it.
struct CsvProblem {
  int line = 1;
  Bilingual what;
  Bilingual instead;
};

/// The rows of what spreadsheets and services call CSV (RFC 4180), without the empty ones: fields between commas,
/// in quotation marks where they hold commas, quotation marks (twice) or line ends. Rows may be unevenly long, lines
/// end with LF, CR LF or CR, and a byte order mark at the beginning is passed over. Quotation marks are taken
/// strictly: one that is not closed would swallow all rows behind it. The text's encoding is not looked at.
tl::expected<std::vector<CsvRow>, CsvProblem> csv_rows(std::string_view text, const CsvLimits& limits = {});

}  // namespace madang
