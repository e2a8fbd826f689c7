// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/csv.h"

#include <csv.h>

#include <algorithm>
#include <new>

#include "content-schema/base/owned.h"

namespace madang {
namespace {

/// What libcsv calls back with.
struct Rows {
  std::vector<CsvRow> done;
  CsvRow row;
  size_t most_fields = 0;
  bool ended = false;
  bool too_many = false;

  static void field(void* text, size_t length, void* self) {
    auto& rows = *static_cast<Rows*>(self);
    if (rows.row.fields.size() < rows.most_fields)
      rows.row.fields.emplace_back(static_cast<const char*>(text), length);
    else
      rows.too_many = true;
  }
  static void end(int, void* self) {
    auto& rows = *static_cast<Rows*>(self);
    rows.done.push_back(std::move(rows.row));
    rows.row = {};
    rows.ended = true;
  }
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == line.npos;
}

/// Up to and with the end of the first line.
size_t line_length(std::string_view text) {
  const size_t end = text.find_first_of("\r\n");
  if (end == text.npos)
    return text.size();
  return text.substr(end).starts_with("\r\n") ? end + 2 : end + 1;
}

CsvProblem unmatched(int line) {
  return {line, say("따옴표가 짝이 맞지 않습니다.", "the quotation marks do not match."),
          say("값 안의 따옴표는 두 번 쓰고(\"\"), 값 전체를 따옴표로 감싸세요.",
              "write a quotation mark within a value twice (\"\"), and all of the value in quotation marks.")};
}

CsvProblem too_wide(int line, size_t most) {
  return {line, say("이 줄에는 칸이 {}개보다 많습니다.", "this row has more than {} cells.", most),
          say("쓰지 않는 열을 지우세요.", "remove the columns that are not used.")};
}

}  // namespace

tl::expected<std::vector<CsvRow>, CsvProblem> csv_rows(std::string_view text, const CsvLimits& limits) {
  constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
  if (text.size() > limits.bytes) {
    return tl::unexpected(CsvProblem{1,
                                     say("표가 {}KB보다 큽니다.", "the table is larger than {} KB.", limits.bytes >> 10),
                                     say("쓰지 않는 줄과 열을 지우세요.", "remove the rows and columns that are not used.")});
  }
  if (text.starts_with(k_byte_order_mark))
    text.remove_prefix(k_byte_order_mark.size());
  csv_parser parser{};
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
    throw std::bad_alloc();
  const Owned<csv_parser, csv_free> owner(&parser);
  Rows rows;
  rows.most_fields = limits.fields;
  int line = 1;
  bool open = false;  // a row that goes on in the next line, within quotation marks
  for (; !text.empty(); ++line) {
    const std::string_view part = text.substr(0, line_length(text));
    text.remove_prefix(part.size());
    if (!open)
      rows.row.line = line;
    rows.ended = false;
    const int began = rows.row.line;
    if (csv_parse(&parser, part.data(), part.size(), Rows::field, Rows::end, &rows) != part.size())
      return tl::unexpected(unmatched(began));
    if (rows.too_many)
      return tl::unexpected(too_wide(began, limits.fields));
    open = !rows.ended && (open || !is_blank(part));
  }
  if (csv_fini(&parser, Rows::field, Rows::end, &rows) != 0)
    return tl::unexpected(unmatched(rows.row.line));
  if (rows.too_many)
    return tl::unexpected(too_wide(rows.done.back().line, limits.fields));
  return std::move(rows.done);
}

}  // namespace madang
