// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/model/colour.h"
#include "content-schema/model/text.h"

namespace madang {

struct TableColumn {
  /// Along the line as in texts; decimal: the last digits before the decimal point stand under each other,
  /// and so do the currency signs behind them.
  enum class Align { start, centre, end, decimal };
  LocalText title;  ///< may be empty
  Align align = Align::start;
  std::optional<double> width;  ///< per cent of the table's; nothing: as wide as its cells need
  friend bool operator==(const TableColumn&, const TableColumn&) = default;
};

/// Words by language, or a quantity that each language writes in its own way.
struct TableCell {
  std::variant<LocalText, Value> what;
  friend bool operator==(const TableCell&, const TableCell&) = default;
};

struct TableRow {
  std::vector<TableCell> cells;  ///< as many as there are columns
  bool sold_out = false;         ///< struck out, and the last cell says so
  friend bool operator==(const TableRow&, const TableRow&) = default;
};

/// Prices, a menu: rows under their titles, on as many pages as can be read.
struct TableItem {
  std::vector<TableColumn> columns;  ///< at least one
  std::vector<TableRow> rows;        ///< at least one
  std::string csv;  ///< the file that the rows came from, in the content folder; may be empty
  std::vector<LanguageTag> languages;  ///< in rotation on each page; at least one
  Millis every{5000};                  ///< of a page in one language
  std::optional<Colour> head;          ///< fills the row of the titles
  std::optional<Colour> stripe;        ///< fills every second row
  /// `size` is the font size at most, `line_height` the height of a row in em. Without a size as large as
  /// lets all rows stand on one page, and no smaller than can be read from the screen's viewing distance.
  TextStyle style;
  friend bool operator==(const TableItem&, const TableItem&) = default;
};

}  // namespace madang
