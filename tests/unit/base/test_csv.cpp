// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/csv.h"

#include "tests/support/catch.h"

using namespace madang;

namespace {

/// `1: a|b; 2: c` for rows, `! 2: what` for a problem.
std::string read(std::string_view text, const CsvLimits& limits = {}) {
  const auto rows = csv_rows(text, limits);
  if (!rows)
    return fmt::format("! {}: {}", rows.error().line, rows.error().what.en);
  std::string out;
  for (const CsvRow& row : *rows) {
    out += fmt::format("{}{}:", out.empty() ? "" : "; ", row.line);
    for (const std::string& field : row.fields)
      out += fmt::format("{}{}", &field == &row.fields.front() ? " " : "|", field);
  }
  return out;
}

}  // namespace

TEST_CASE("rows of CSV know their lines, whatever ends them") {
  CHECK(read("a,b\nc,d\n") == "1: a|b; 2: c|d");
  CHECK(read("a,b\r\nc,d") == "1: a|b; 2: c|d");
  CHECK(read("a,b\rc,d\r") == "1: a|b; 2: c|d");
  CHECK(read("\n\na\n \nb\n") == "3: a; 5: b");
  CHECK(read("").empty());
  CHECK(read("\n \r\n").empty());
}

TEST_CASE("a byte order mark is no part of the first field") {
  CHECK(read("\xEF\xBB\xBFlot,free\na,3\n") == "1: lot|free; 2: a|3");
  CHECK(read("\xEF\xBB\xBF").empty());
}

TEST_CASE("fields may be quoted, padded, empty, and of another number in each row") {
  CHECK(read("\"a, \"\"b\"\"\", c ,,\" d \"\n,\ne") == "1: a, \"b\"|c|| d ; 2: |; 3: e");
  CHECK(read("x,\"two\r\nlines\n\",y\nz\n") == "1: x|two\r\nlines\n|y; 4: z");
}

TEST_CASE("quotation marks that do not match are told with the line of their row") {
  CHECK(read("a\n5\" tube,b\n") == "! 2: the quotation marks do not match.");
  CHECK(read("a\n\"x\" y,b\n") == "! 2: the quotation marks do not match.");
  CHECK(read("a\nb\n\"c\n\nd\n") == "! 3: the quotation marks do not match.");
}

TEST_CASE("a table has an end") {
  CHECK(read("12345678", {8, 9}) == "1: 12345678");
  CHECK(read("123456789", {8, 9}) == "! 1: the table is larger than 0 KB.");
  CHECK(read("a\nb,b\nc,c,c\n", {99, 2}) == "! 3: this row has more than 2 cells.");
  CHECK(read("a\nc,c,c", {99, 2}) == "! 2: this row has more than 2 cells.");
}
