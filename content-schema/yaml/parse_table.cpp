// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <array>
#include <set>

#include "content-schema/base/csv.h"
#include "content-schema/base/file.h"
#include "content-schema/yaml/charset.h"
#include "content-schema/yaml/folder.h"
#include "content-schema/yaml/parse.h"
#include "content-schema/yaml/utf8.h"
#include "content-schema/yaml/values.h"

namespace madang::yaml {
namespace {

constexpr size_t k_most_columns = 12;
constexpr size_t k_most_rows = 500;       // sixty pages; nobody waits for those
constexpr size_t k_most_bytes = 1 << 20;  // of a CSV file, as of any other
constexpr double k_line_height = 1.8;     // em: rows want more air between them than lines of a text

/// A column as it was written: what its plain cells are.
struct Column {
  TableColumn shown;
  std::string currency;  ///< empty: plain cells are words, or numbers where they are aligned as such
};

std::string without_commas(std::string text) {
  std::erase(text, ',');
  return text;
}

LanguageTag first_language(const Parse& parse) {
  return parse.site != nullptr && !parse.site->languages.empty() ? parse.site->languages.front() : "ko";
}

/// A plain word in a column of amounts is one, where it is a number.
TableCell plain_cell(const Parse& parse, const Column& column, const std::string& text) {
  const std::string digits = without_commas(text);
  if (!column.currency.empty() && is_decimal(digits))
    return {Value(Value::What(Money{{digits}, column.currency}))};
  if (column.shown.align == TableColumn::Align::decimal && is_decimal(digits))
    return {Value(Value::What(Number{digits}))};
  return {text.empty() ? LocalText{} : LocalText{{{first_language(parse), text}}}};
}

TableCell parse_cell(const Parse& parse, const Column& column, const Node& node) {
  if (node.is_null())
    return {LocalText{}};
  if (node.is_scalar())
    return plain_cell(parse, column, node.text);
  static constexpr std::array<std::string_view, 4> quantities{"number", "money", "date", "time"};
  const bool is_quantity = node.is_map() && std::any_of(quantities.begin(), quantities.end(),
                                                        [&](auto key) { return node.find(key) != nullptr; });
  if (is_quantity)
    return {parse_quantity(parse, node).value_or(Value())};
  return {read_text(parse, {node, "cells"}).value_or(LocalText{})};
}

Column parse_column(const Parse& parse, const Node& node) {
  Column column;
  if (node.is_scalar()) {
    column.shown.title = read_text(parse, {node, "title"}).value_or(LocalText{});
    return column;
  }
  const Fields fields(parse, node, keys::table_column);
  fields.take("title", column.shown.title, read_text);
  if (fields.take("currency", column.currency, read_currency))
    column.shown.align = TableColumn::Align::decimal;
  using Align = TableColumn::Align;
  fields.take("align", column.shown.align, [](const Parse& p, const Field& f) {
    return read_choice<Align>(p, f,
                              {{"start", Align::start},
                               {"centre", Align::centre},
                               {"end", Align::end},
                               {"decimal", Align::decimal}});
  });
  fields.take("width", column.shown.width, [](const Parse& p, const Field& f) -> std::optional<double> {
    const auto width = read_length(p, f, Sign::positive);
    if (!width)
      return std::nullopt;
    if (width->unit == Length::Unit::percent && width->value <= 100)
      return width->value;
    refuse(p, f, "bad-length", "", "40%");
    return std::nullopt;
  });
  return column;
}

std::vector<Column> parse_columns(const Parse& parse, const Fields& fields) {
  std::vector<Column> columns;
  const Node* node = fields.find("columns");
  if (node == nullptr)
    return columns;
  double width = 0;
  for (const Node* each : elements(parse, {*node, "columns"}, Single::refused)) {
    columns.push_back(parse_column(parse, *each));
    width += columns.back().shown.width.value_or(0);
  }
  if (columns.size() > k_most_columns || width > 100) {
    parse.error("out-of-range", *node,
                width > 100
                    ? say("열 너비를 모두 합치면 {:g}%입니다.", "the columns are {:g}% wide together.", width)
                    : say("열은 {}개까지 쓸 수 있습니다.", "a table may have {} columns.", k_most_columns),
                width > 100 ? say("합이 100%를 넘지 않게 하거나 'width'를 지우세요.",
                                  "keep the sum at 100% or less, or remove 'width'.")
                            : Bilingual{});
    columns.clear();
  }
  return columns;
}

void wrong_count(const Parse& parse, const Place& place, size_t cells, size_t columns) {
  parse.report.error("uneven-row", place,
                     say("이 줄에는 칸이 {0}개인데 열은 {1}개입니다.",
                         "this row has {0} cell(s), and there are {1} columns.", cells, columns),
                     cells < columns
                         ? say("빠진 칸을 채우세요. 빈 칸은 \"\"라고 씁니다.",
                               "add what is missing; an empty cell is written \"\".")
                         : say("칸을 줄이거나 열을 더하세요. 쉼표가 든 값은 따옴표로 감쌉니다.",
                               "take some out or add a column; a value with a comma needs quotation marks."));
}

void too_many_rows(const Parse& parse, const Place& place) {
  parse.report.error("out-of-range", place,
                     say("줄은 {}개까지 쓸 수 있습니다.", "a table may have {} rows.", k_most_rows),
                     say("나누어 두 표로 쓰세요.", "divide it into two tables."));
}

void parse_rows(const Parse& parse, const Field& field, const std::vector<Column>& columns, TableItem& item) {
  for (const Node* node : elements(parse, field, Single::refused)) {
    if (item.rows.size() == k_most_rows)
      return too_many_rows(parse, parse.at(*node));
    TableRow row;
    const Node* cells = node;
    if (node->is_map()) {
      const Fields fields(parse, *node, keys::table_row);
      cells = fields.require("cells", "[감귤, 30000]");
      fields.take("sold-out", row.sold_out, read_yes_no);
      if (cells == nullptr)
        continue;
    }
    const auto nodes = elements(parse, {*cells, "cells"}, Single::refused);
    if (cells->is_list() && nodes.size() != columns.size())
      wrong_count(parse, parse.at(*cells), nodes.size(), columns.size());
    for (size_t i = 0; i < std::min(nodes.size(), columns.size()); ++i)
      row.cells.push_back(parse_cell(parse, columns[i], *nodes[i]));
    row.cells.resize(columns.size());
    item.rows.push_back(std::move(row));
  }
}

/// The text of a CSV file, or nothing, and then it was told why.
std::optional<std::string> read_csv(const Parse& parse, const Field& field, const std::string& path) {
  const Folder::Medium file = parse.folder->find_medium(path);
  if (file.found != Folder::Found::file)
    return std::nullopt;  // `validate` tells of files that are not there
  const auto bytes = read_file(parse.folder->root() / file.path, k_most_bytes);
  if (!bytes && bytes.error().kind == ErrorKind::limit) {
    parse.report.error("file-too-large", {{path, 0, 0}, 1},
                       say("CSV 파일이 너무 큽니다. 한도는 {}MB입니다.", "the CSV file is too large; the limit is {} MB.",
                           k_most_bytes >> 20),
                       say("쓰지 않는 줄과 열을 지우세요. 표에는 {}줄까지 들어갑니다.",
                           "remove the rows and columns that are not used; a table may have {} rows.", k_most_rows));
    return std::nullopt;
  }
  if (!bytes) {
    parse.error("unreadable", field.node, bytes.error().message);
    return std::nullopt;
  }
  auto text = csv_text(*bytes);
  if (!text) {
    parse.error("not-csv", field.node, text.error().message,
                say("엑셀에서 'CSV UTF-8(쉼표로 분리)'로 다시 저장하세요.",
                    "save it again as \"CSV UTF-8 (comma delimited)\"."));
    return std::nullopt;
  }
  parse.report.add_file(path, *text);
  return *std::move(text);
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  std::string small(word);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::find(words.begin(), words.end(), small) != words.end();
}

void parse_csv(const Parse& parse, const Field& field, std::vector<Column>& columns, TableItem& item) {
  const auto path = read_path(parse, field);
  if (!path)
    return;
  item.csv = *path;
  parse.link(Link::To::table, *path, field.node, field.key);
  const auto text = parse.folder != nullptr ? read_csv(parse, field, *path) : std::nullopt;
  if (!text)
    return;
  const auto at = [&](const CsvRow& row) { return Place{{*path, row.line, 1}, 1}; };
  const auto rows = csv_rows(*text);
  if (!rows) {
    parse.report.error("bad-csv", {{*path, rows.error().line, 1}, 1}, rows.error().what, rows.error().instead);
    return;
  }
  if (rows->size() < 2) {
    parse.error("empty-csv", field.node, say("CSV 파일에 줄이 없습니다.", "the CSV file has no rows."),
                say("첫 줄에는 열 이름을, 그 아래에 한 줄씩 적으세요.",
                    "write the columns' names first, and a row on each line below."));
    return;
  }
  const CsvRow& head = rows->front();
  if (const auto mark = head.fields.front().find_first_of(";\t"); head.fields.size() == 1 && mark != std::string::npos) {
    parse.report.error("bad-csv", at(head),
                       head.fields.front()[mark] == ';'
                           ? say("칸이 쉼표가 아니라 쌍반점(;)으로 나뉘어 있습니다.",
                                 "the cells are parted by semicolons instead of commas.")
                           : say("칸이 쉼표가 아니라 탭으로 나뉘어 있습니다.",
                                 "the cells are parted by tabs instead of commas."),
                       say("엑셀에서 'CSV UTF-8(쉼표로 분리)'로 다시 저장하세요.",
                           "save it again as \"CSV UTF-8 (comma delimited)\"."));
    return;
  }
  const auto flag = std::find_if(head.fields.begin(), head.fields.end(), [](const std::string& name) {
    return is_one_of(name, {"품절", "sold-out", "sold out"});
  });
  const auto sold_out = static_cast<size_t>(flag - head.fields.begin());
  const bool flagged = flag != head.fields.end();
  if (columns.empty()) {
    for (size_t i = 0; i < head.fields.size(); ++i) {
      if (!flagged || i != sold_out)
        columns.push_back(
            {{LocalText{{{first_language(parse), head.fields[i]}}}, TableColumn::Align::start, {}}, ""});
    }
  }
  const size_t wanted = columns.size() + (flagged ? 1 : 0);
  if (columns.empty() || columns.size() > k_most_columns || head.fields.size() != wanted)
    return wrong_count(parse, at(head), head.fields.size(), wanted);
  for (size_t i = 1; i < rows->size(); ++i) {
    const CsvRow& line = (*rows)[i];
    if (item.rows.size() == k_most_rows)
      return too_many_rows(parse, at(line));
    if (line.fields.size() != wanted) {
      wrong_count(parse, at(line), line.fields.size(), wanted);
      continue;
    }
    TableRow row;
    for (size_t field_index = 0; field_index < line.fields.size(); ++field_index) {
      const std::string& value = line.fields[field_index];
      if (!flagged || field_index != sold_out) {
        row.cells.push_back(plain_cell(parse, columns[row.cells.size()], value));
        continue;
      }
      row.sold_out = is_one_of(value, {"yes", "y", "true", "1", "o", "예", "네", "품절"});
      if (!row.sold_out && !is_one_of(value, {"", "no", "n", "false", "0", "x", "아니요", "아니오"})) {
        parse.report.error("bad-choice", at(line),
                           say("품절 칸의 {}을(를) 알아볼 수 없습니다.", "the sold-out cell cannot be {}.",
                               in_quotes(value)),
                           say("yes나 no를 쓰거나 비워 두세요.", "write yes or no, or leave it empty."));
      }
    }
    item.rows.push_back(std::move(row));
  }
}

/// Those that something in the table was written in by language, in the site's order; else the first.
std::vector<LanguageTag> languages_of(const Parse& parse, const TableItem& item) {
  std::set<LanguageTag> used;
  const auto add = [&](const LocalText& text) {
    for (const TaggedText& version : text.versions) {
      if (text.versions.size() > 1 || version.language != first_language(parse))
        used.insert(version.language);
    }
  };
  for (const TableColumn& column : item.columns)
    add(column.title);
  for (const TableRow& row : item.rows) {
    for (const TableCell& cell : row.cells) {
      if (const auto* text = std::get_if<LocalText>(&cell.what))
        add(*text);
    }
  }
  std::vector<LanguageTag> languages;
  if (parse.site != nullptr) {
    std::copy_if(parse.site->languages.begin(), parse.site->languages.end(), std::back_inserter(languages),
                 [&](const LanguageTag& each) { return used.contains(each); });
  }
  if (languages.empty())
    languages.push_back(first_language(parse));
  return languages;
}

}  // namespace

TableItem parse_table(const Parse& parse, const Fields& fields) {
  TableItem item;
  const Node* node = fields.find("table");
  const Fields table(parse, *node, keys::table);
  if (table.valid()) {
    static constexpr std::array<std::string_view, 2> choices{"rows", "csv"};
    std::vector<Column> columns = parse_columns(parse, table);
    const Node::Entry* content = table.exactly_one(
        choices, say("표의 줄을 적지 않았습니다.", "it does not say what the rows of the table are."));
    if (content != nullptr && content->key->text == "csv")
      parse_csv(parse, {*content->value, "csv"}, columns, item);
    else if (content != nullptr &&
             (table.find("columns") != nullptr || table.require("columns", "[품목, 가격]") != nullptr) &&
             !columns.empty())
      parse_rows(parse, {*content->value, "rows"}, columns, item);
    for (Column& column : columns)
      item.columns.push_back(std::move(column.shown));
  }
  item.languages = parse_languages(parse, fields);
  if (item.languages.empty())
    item.languages = languages_of(parse, item);
  fields.take("every", item.every, read_duration);
  fields.take("head", item.head, read_colour);
  fields.take("stripe", item.stripe, read_colour);
  TextStyle style;
  style.line_height = k_line_height;
  item.style = parse_style(parse, fields, style);
  return item;
}

}  // namespace madang::yaml
