// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <span>
#include <vector>

#include "content-schema/model/table.h"
#include "player/scene/typeset.h"
#include "player/text/measure.h"

namespace madang {

/// Where the cells of a table stand, the same on all its pages and in all its languages, so that nothing
/// jumps when they turn. px of the screen.
struct TableGrid {
  struct Column {
    int left = 0;
    int width = 0;
  };
  double size = 0;       ///< em of the cells
  double mark_size = 0;  ///< em of the mark of the pages
  Rect inside;           ///< the table with its titles, without the mark of its pages
  int row_height = 0;
  bool titled = false;
  size_t rows_per_page = 1;  ///< as even as can be
  size_t pages = 1;
  std::vector<Column> columns;
  std::vector<int> tails;  ///< by `index_of`: how far before its column's right edge a cell of decimals ends

  /// Of a cell in a language.
  static size_t index_of(const TableItem& item, size_t row, size_t column, size_t language);
  Rect row(size_t on_page) const;  ///< across the table; 0 is the titles, where there are any
  Rect cell(const TableItem& item, size_t on_page, size_t row, size_t column, size_t language) const;
  Rect mark() const;  ///< of the pages, below the rows
};

/// All words of a table that decide how wide its columns are.
MeasureRequest words_of(const TableItem& item);

/// `widths` as `words_of` was measured. Cells are as large as the item's size says, else as large as lets all
/// rows stand on one page, but no smaller than can be read (`area.legible`), and no larger than lets the
/// widest cells fit their columns. What room is left goes to the columns that say no width.
TableGrid grid_of(const TableItem& item, const TypeArea& area, std::span<const double> widths);

/// What is asked of the text engine for a cell, a title, or the mark of the pages ("1/3").
TextRequest request_for(const TableItem& item, const TableGrid& grid, size_t row, size_t column,
                        size_t language);
TextRequest title_request_for(const TableItem& item, const TableGrid& grid, size_t column, size_t language);
TextRequest mark_request_for(const TableItem& item, const TableGrid& grid, size_t page);

}  // namespace madang
