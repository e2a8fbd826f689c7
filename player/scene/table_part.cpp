// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/table_part.h"

#include <algorithm>
#include <cmath>

#include "player/scene/table_grid.h"
#include "player/timeline/table_turn.h"

namespace madang {
namespace {

constexpr double k_sold_out_opacity = 0.55;

/// Null while its words have not been measured.
std::shared_ptr<const TableGrid> grid_for(PartWriter& part, const TableItem& item) {
  TextMemo* const memo = part.setting().memo;
  const TextSpot spot{std::get<const Item*>(part.cue().what), part.zone(), part.pixel(), 0};
  auto grid = memo != nullptr ? memo->grid(spot) : nullptr;
  if (grid)
    return grid;
  const WidthsPtr widths = part.resources().widths(words_of(item));
  if (!widths)
    return nullptr;
  grid = std::make_shared<const TableGrid>(grid_of(item, part.area(), *widths));
  if (memo != nullptr)
    memo->keep(spot, grid);
  return grid;
}

class TableWriter {
 public:
  TableWriter(PartWriter& part, const TableItem& item, const TableGrid& grid, const TableTurn& turn)
      : part_(part),
        item_(item),
        grid_(grid),
        turn_(turn),
        version_(static_cast<std::int64_t>(turn.page * item.languages.size() + turn.language)),
        titles_(grid.titled ? 1 : 0) {}

  void write() && {
    const size_t first = turn_.page * grid_.rows_per_page;
    const size_t count = std::min(grid_.rows_per_page, item_.rows.size() - first);
    add_grounds(count);
    if (grid_.titled)
      add_titles();
    for (size_t i = 0; i < count; ++i) {
      for (size_t column = 0; column < item_.columns.size(); ++column)
        add_cell(first + i, i + titles_, column);
    }
    if (grid_.pages > 1)
      add_line(grid_.mark(), 1, [&] { return mark_request_for(item_, grid_, turn_.page); });
  }

 private:
  void add_grounds(size_t rows) {
    if (grid_.titled && item_.head)
      part_.add(FillNode{*item_.head, 0}, grid_.row(0), 1);
    for (size_t i = 1; item_.stripe && i < rows; i += 2)
      part_.add(FillNode{*item_.stripe, 0}, grid_.row(i + titles_), 1);
  }

  void add_titles() {
    const Rect row = grid_.row(0);
    for (size_t column = 0; column < item_.columns.size(); ++column) {
      const Rect place{grid_.columns[column].left, row.y, grid_.columns[column].width, row.height};
      add_line(place, 1, [&] { return title_request_for(item_, grid_, column, turn_.language); });
    }
  }

  void add_cell(size_t row, size_t on_page, size_t column) {
    const Rect place = grid_.cell(item_, on_page, row, column, turn_.language);
    const bool struck = item_.rows[row].sold_out && column + 1 < item_.columns.size();
    const PlacedTextPtr words = add_line(place, struck ? k_sold_out_opacity : 1, [&] {
      return request_for(item_, grid_, row, column, turn_.language);
    });
    if (!struck || !words || words->ink.empty())
      return;
    const int thick = std::max(1, static_cast<int>(std::lround(grid_.size / 14)));
    part_.add(FillNode{item_.style.colour, 0},
              {place.x + words->ink.x, place.y + (place.height - thick) / 2, words->ink.width, thick},
              k_sold_out_opacity);
  }

  /// One line in a place of its own.
  template <class Make>
  PlacedTextPtr add_line(const Rect& place, double opacity, Make make) {
    const PlacedTextPtr line = part_.text(place, version_, [&] { return part_.resources().text(make()); });
    if (line) {
      part_.add(
          TextNode{line, item_.style.colour, static_cast<double>(place.x), static_cast<double>(place.y)},
          place, opacity);
    }
    return line;
  }

  PartWriter& part_;
  const TableItem& item_;
  const TableGrid& grid_;
  const TableTurn turn_;
  const std::int64_t version_;  // of its words
  const size_t titles_;         // rows that the titles take
};

}  // namespace

void write_table(PartWriter& part, const TableItem& item) {
  const auto grid = grid_for(part, item);
  if (!grid) {
    part.wait();
    return;
  }
  const Cue& cue = part.cue();
  TableWriter(part, item, *grid, turn_of(item, grid->pages, cue.length, cue.position)).write();
}

}  // namespace madang
