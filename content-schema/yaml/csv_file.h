// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "content-schema/base/error.h"

namespace madang::yaml {

/// What a spreadsheet saves as "CSV" (RFC 4180), as text: UTF-8 with or without a mark, or CP949 as Korean
/// Excel writes it. `invalid` where it is neither.
Result<std::string> csv_text(std::span<const std::byte> bytes);

struct CsvRow {
  int line = 1;                     ///< of the file, where the row begins
  std::vector<std::string> fields;  ///< without the spaces around them
};

/// The rows of a text, without the empty ones: fields between commas, in quotation marks where they hold
/// commas or line ends. They may be unevenly long. Nothing but the problem's line where the quotation marks
/// do not match.
struct CsvRows {
  std::vector<CsvRow> rows;
  int bad_line = 0;  ///< 0: none
};
CsvRows csv_rows(std::string_view text);

}  // namespace madang::yaml
