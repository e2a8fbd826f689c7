// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/scene/table_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "content-schema/model/language.h"
#include "player/text/format.h"

namespace madang {
namespace {

constexpr Length k_largest{12, Length::Unit::percent};    // of the zone's height, as of texts without a size
constexpr Length k_smallest{4.5, Length::Unit::percent};  // where no viewing distance is known
constexpr double k_gap_em = 1;                            // between columns
constexpr double k_side_em = 0.4;                         // left and right of them, inside of stripes
constexpr double k_mark_em = 0.6;                         // of the page's number
constexpr double k_line_em = 1.35;                        // of any one line, of which rows are some
constexpr double k_least_px = 8;

struct SoldOut {
  const char* language;
  const char* words;
};
constexpr SoldOut k_sold_out[] = {{"ko", "품절"},          {"en", "Sold out"},   {"zh", "售罄"},
                                  {"ja", "品切れ"},        {"vi", "Hết hàng"},   {"th", "หมด"},
                                  {"ru", "Нет в наличии"}, {"ar", "نفد"},        {"es", "Agotado"},
                                  {"fr", "Épuisé"},        {"de", "Ausverkauft"}};

std::string sold_out(const LanguageTag& language) {
  const auto found = std::find_if(std::begin(k_sold_out), std::end(k_sold_out), [&](const SoldOut& each) {
    return primary_language(language) == each.language;
  });
  return found != std::end(k_sold_out) ? found->words : "×";
}

/// One line, however the author wrote it.
TaggedText one_line(TaggedText text) {
  std::replace(text.text.begin(), text.text.end(), '\n', ' ');
  return text;
}

TaggedText words_in(const LocalText& text, const LanguageTag& language) {
  const TaggedText* version = text.in(language);
  return version != nullptr ? one_line(*version) : TaggedText{language, ""};
}

struct CellWords {
  TaggedText text;
  std::optional<std::string>
      tail;  ///< of a number in a column of decimals: what stands behind its integer digits
};

CellWords words_of(const TableItem& item, size_t row, size_t column, size_t language) {
  const LanguageTag& tag = item.languages[language];
  const TableRow& cells = item.rows[row];
  if (cells.sold_out && column + 1 == item.columns.size())
    return {{tag, sold_out(tag)}, std::nullopt};
  const TableCell& cell = cells.cells[column];
  const bool decimal = item.columns[column].align == TableColumn::Align::decimal;
  const auto* local = std::get_if<LocalText>(&cell.what);
  const TaggedText words = local != nullptr ? words_in(*local, tag) : TaggedText{tag, ""};
  const PointedText pointed =
      format_pointed(local != nullptr ? Value(words.text) : std::get<Value>(cell.what), words.language);
  if (!decimal || !pointed.point)
    return {{words.language, pointed.text}, std::nullopt};
  return {{words.language, pointed.text}, pointed.text.substr(*pointed.point)};
}

/// In em: the widest of each column, and the tails of all cells.
struct Ems {
  std::vector<double> columns;
  std::vector<double> tails;      // by index_of
  std::vector<double> last_tail;  // of each column, the longest
};

Ems ems_of(const TableItem& item, std::span<const double> widths) {
  Ems ems;
  ems.columns.assign(item.columns.size(), 0);
  ems.last_tail.assign(item.columns.size(), 0);
  ems.tails.assign(item.rows.size() * item.columns.size() * item.languages.size(), 0);
  std::vector<double> heads(item.columns.size(), 0);
  size_t next = 0;
  const auto take = [&] { return next < widths.size() ? widths[next++] : 0.0; };
  for (size_t column = 0; column < item.columns.size(); ++column) {
    for (size_t language = 0; language < item.languages.size(); ++language) {
      ems.columns[column] = std::max(ems.columns[column], take());
      for (size_t row = 0; row < item.rows.size(); ++row) {
        const double whole = take();
        const double tail = take();
        ems.tails[TableGrid::index_of(item, row, column, language)] = tail;
        heads[column] = std::max(heads[column], whole - tail);
        ems.last_tail[column] = std::max(ems.last_tail[column], tail);
        ems.columns[column] = std::max(ems.columns[column], whole);
      }
    }
    ems.columns[column] = std::max(ems.columns[column], heads[column] + ems.last_tail[column]);
  }
  return ems;
}

/// The largest size at which the widest cells fit, in a table of that width.
double size_by_width(const TableItem& item, const Ems& ems, double width) {
  double size = width;  // of a table without words
  double taken = 2 * k_side_em + k_gap_em * static_cast<double>(item.columns.size() - 1);
  for (size_t i = 0; i < item.columns.size(); ++i) {
    if (!item.columns[i].width)
      taken += ems.columns[i];
    else if (ems.columns[i] > 0)
      size = std::min(size, width * *item.columns[i].width / 100 / ems.columns[i]);
  }
  for (const TableColumn& column : item.columns)
    width -= column.width ? width * *column.width / 100 : 0;
  return std::min(size, width / taken);
}

Align align_of(TableColumn::Align align) {
  switch (align) {
    case TableColumn::Align::start:
      return Align::start;
    case TableColumn::Align::centre:
      return Align::centre;
    case TableColumn::Align::end:
    case TableColumn::Align::decimal:
      break;
  }
  return Align::end;
}

TextRequest line_request(const TableItem& item, double size, Size box, Align align, TaggedText text) {
  TextRequest request;
  request.blocks = {std::move(text)};
  request.box = {std::max(box.width, 1), std::max(box.height, 1)};
  request.font = item.style.font;
  request.weight = item.style.weight;
  request.size = request.least_size = size;
  request.line_height = std::min(k_line_em, request.box.height / size);
  request.align = align;
  return request;
}

}  // namespace

size_t TableGrid::index_of(const TableItem& item, size_t row, size_t column, size_t language) {
  return (row * item.columns.size() + column) * item.languages.size() + language;
}

Rect TableGrid::row(size_t on_page) const {
  return {inside.x, inside.y + static_cast<int>(on_page) * row_height, inside.width, row_height};
}

Rect TableGrid::cell(const TableItem& item, size_t on_page, size_t index, size_t column,
                     size_t language) const {
  const Rect line = row(on_page);
  const int tail = item.columns[column].align == TableColumn::Align::decimal
                       ? tails[index_of(item, index, column, language)]
                       : 0;
  return {columns[column].left, line.y, columns[column].width - tail, line.height};
}

Rect TableGrid::mark() const {
  const int height = static_cast<int>(std::ceil(mark_size * k_line_em));
  return {inside.x, inside.bottom(), inside.width - static_cast<int>(k_side_em * size), height};
}

MeasureRequest words_of(const TableItem& item) {
  MeasureRequest request{{}, item.style.font, item.style.weight};
  for (size_t column = 0; column < item.columns.size(); ++column) {
    for (size_t language = 0; language < item.languages.size(); ++language) {
      request.texts.push_back(words_in(item.columns[column].title, item.languages[language]));
      for (size_t row = 0; row < item.rows.size(); ++row) {
        CellWords words = words_of(item, row, column, language);
        const LanguageTag tag = words.text.language;
        request.texts.push_back(std::move(words.text));
        request.texts.push_back({tag, words.tail.value_or("")});
      }
    }
  }
  return request;
}

TableGrid grid_of(const TableItem& item, const TypeArea& area, std::span<const double> widths) {
  const Ems ems = ems_of(item, widths);
  const Rect inside = area.inside(item.style);
  const double line = item.style.line_height;
  TableGrid grid;
  grid.titled = std::any_of(item.columns.begin(), item.columns.end(),
                            [](const TableColumn& column) { return !column.title.empty(); });
  const size_t lines = item.rows.size() + (grid.titled ? 1 : 0);

  const double by_width = size_by_width(item, ems, inside.width);
  const double all_at_once = inside.height / (static_cast<double>(lines) * line);
  const double legible = area.legible > 0 ? area.legible : k_smallest.resolve(area.zone.height, area.pixel);
  const double wished = item.style.size ? item.style.size->resolve(area.zone.height, area.pixel)
                                        : std::min(k_largest.resolve(area.zone.height, area.pixel),
                                                   std::max(all_at_once, legible));
  grid.size = std::max(k_least_px, std::min(wished, by_width));
  grid.row_height = std::max(1, static_cast<int>(std::floor(grid.size * line)));

  grid.mark_size = std::max({k_least_px, grid.size * k_mark_em, std::min(grid.size, area.legible)});
  const auto fit_in = [&](double height) {
    const int fitting = static_cast<int>(height) / grid.row_height - (grid.titled ? 1 : 0);
    return static_cast<size_t>(std::max(1, fitting));
  };
  grid.rows_per_page = item.rows.size();
  if (fit_in(inside.height) < item.rows.size()) {
    const size_t fitting = fit_in(inside.height - grid.mark().height);
    grid.pages = (item.rows.size() + fitting - 1) / fitting;
    grid.rows_per_page = (item.rows.size() + grid.pages - 1) / grid.pages;
  }
  const int height = static_cast<int>(grid.rows_per_page + (grid.titled ? 1 : 0)) * grid.row_height;
  const int mark = grid.pages > 1 ? grid.mark().height : 0;
  const int spare = std::max(0, inside.height - height - mark);
  const int above = item.style.vertical_align == VerticalAlign::top      ? 0
                    : item.style.vertical_align == VerticalAlign::bottom ? spare
                                                                         : spare / 2;
  grid.inside = {inside.x, inside.y + above, inside.width, height};

  const double count = static_cast<double>(item.columns.size());
  const double side = k_side_em * grid.size, gap = k_gap_em * grid.size;
  double left_over = inside.width - 2 * side - gap * (count - 1);
  size_t flexible = 0;
  for (size_t i = 0; i < item.columns.size(); ++i) {
    left_over -=
        item.columns[i].width ? inside.width * *item.columns[i].width / 100 : ems.columns[i] * grid.size;
    flexible += item.columns[i].width ? 0 : 1;
  }
  const double more = flexible > 0 ? std::max(0.0, left_over) / static_cast<double>(flexible) : 0;
  double x = inside.x + side;
  for (size_t i = 0; i < item.columns.size(); ++i) {
    const double width = item.columns[i].width ? inside.width * *item.columns[i].width / 100
                                               : ems.columns[i] * grid.size + more;
    // A pixel more than was measured: what is rounded must not be taken for too long.
    grid.columns.push_back({static_cast<int>(std::floor(x)), static_cast<int>(std::ceil(width)) + 1});
    x += width + gap;
  }
  for (size_t row = 0; row < item.rows.size(); ++row) {
    for (size_t column = 0; column < item.columns.size(); ++column) {
      for (size_t language = 0; language < item.languages.size(); ++language) {
        const bool is_number = words_of(item, row, column, language).tail.has_value();
        const double tail = ems.tails[TableGrid::index_of(item, row, column, language)];
        grid.tails.push_back(
            is_number ? static_cast<int>(std::lround((ems.last_tail[column] - tail) * grid.size)) : 0);
      }
    }
  }
  return grid;
}

TextRequest request_for(const TableItem& item, const TableGrid& grid, size_t row, size_t column,
                        size_t language) {
  return line_request(item, grid.size, grid.cell(item, 0, row, column, language).size(),
                      align_of(item.columns[column].align), words_of(item, row, column, language).text);
}

TextRequest title_request_for(const TableItem& item, const TableGrid& grid, size_t column, size_t language) {
  return line_request(item, grid.size, {grid.columns[column].width, grid.row_height},
                      align_of(item.columns[column].align),
                      words_in(item.columns[column].title, item.languages[language]));
}

TextRequest mark_request_for(const TableItem& item, const TableGrid& grid, size_t page) {
  return line_request(item, grid.mark_size, grid.mark().size(), Align::end,
                      {item.languages.front(), fmt::format("{}/{}", page + 1, grid.pages)});
}

}  // namespace madang
